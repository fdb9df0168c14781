import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { promptHidden } from "./prompt.node.js";
import { promptHidden as promptOnWeb } from "./prompt.web.js";

function terminal(typed?: string): { input: PassThrough; written: string[]; output: { write(text: string): void } } {
  const written: string[] = [];
  const input = new PassThrough();
  input.end(typed);
  return { input, written, output: { write: (text) => void written.push(text) } };
}

test("the prompt is shown, and what is typed is not", async () => {
  const { input, written, output } = terminal("123456\nmore\n");
  expect(await promptHidden("Enter MFA code for me: ", input, output)).toBe("123456");
  expect(written).toEqual(["Enter MFA code for me: ", "\n"]);
});

test("an end without an answer is an error", async () => {
  const { input, output } = terminal();
  await expect(promptHidden("code: ", input, output)).rejects.toThrow("No MFA code was entered.");
});

test("where there is no terminal, an error says what to do", async () => {
  await expect(promptOnWeb("Enter MFA code for me: ")).rejects.toMatchObject({
    name: "CredentialRetrievalError",
    message: "Nobody can be asked here (Enter MFA code for me): give the provider assume-role a `prompter`.",
  });
});
