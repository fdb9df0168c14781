import assert from "node:assert/strict";
import { runScript } from "./program.js";

/** The client is made of the model, compiles, and talks with the server. */
export async function checkOwnService(): Promise<string> {
  const { code, output } = await runScript("own-service", "start");
  assert.equal(code, 0, output);
  assert.match(output, /^clients: 1 packages .*, 4 operations/m);
  const lines = output.slice(output.indexOf("sent:")).trimEnd().split("\n");
  assert.deepEqual(lines, [
    "sent: ACCEPTED",
    "listed, on two pages: rubber and nuts, Olá!, Tudo bem?, Até logo.",
    "delivered: seen at look 2",
    "label (text/plain): Iara, Rio Negro",
    "refused: AddressUnknown, Ness: An error occurred (AddressUnknown) when calling the SendParcel operation: " +
      "No ship goes up the Ness.",
  ]);
  return "a client of 4 operations made of its model; sent, listed, waited for, streamed, refused";
}
