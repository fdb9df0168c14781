import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));

test("the client is made from the model, compiles, and talks with the server", { timeout: 120_000 }, async () => {
  const { stdout } = await promisify(execFile)("npm", ["start"], { cwd: here });
  expect(stdout).toMatch(/^clients: 1 packages .*, 4 operations/m);
  expect(stdout.slice(stdout.indexOf("sent:"))).toBe(
    `sent: ACCEPTED
listed, on two pages: rubber and nuts, Olá!, Tudo bem?, Até logo.
delivered: seen at look 2
label (text/plain): Iara, Rio Negro
refused: AddressUnknown, Ness: ${"An error occurred (AddressUnknown) when calling the SendParcel operation: No ship goes up the Ness."}
`,
  );
});
