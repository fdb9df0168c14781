import { CredentialRetrievalError } from "../errors/credentials.js";

/** There is no terminal here. */
export async function promptHidden(prompt: string): Promise<string> {
  throw new CredentialRetrievalError(
    `Nobody can be asked here (${prompt.trim().replace(/:$/, "")}): give the provider assume-role a \`prompter\`.`,
  );
}
