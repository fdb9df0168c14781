import { CredentialRetrievalError } from "../errors/credentials.js";

/** Asks on the terminal; what is typed does not show. */
export function promptHidden(
  prompt: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined } = process.stdin,
  output: { write(text: string): unknown } = process.stderr,
): Promise<string> {
  const { createInterface } = process.getBuiltinModule("node:readline");
  const { Writable } = process.getBuiltinModule("node:stream");
  output.write(prompt);
  const echo = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: echo, terminal: input.isTTY === true });
  return new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    lines.once("SIGINT", () => lines.close());
    lines.once("close", () => reject(new CredentialRetrievalError("No MFA code was entered.")));
  }).finally(() => {
    lines.close();
    output.write("\n");
  });
}
