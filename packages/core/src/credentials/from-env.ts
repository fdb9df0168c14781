import { environmentVariables } from "#platform/environment";
import { type CredentialsFunction, credentialsFrom } from "./credentials-function.js";
import { envProvider } from "./providers/env.js";

/** The keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, read at each call. */
export function fromEnv(): CredentialsFunction {
  return credentialsFrom(() => [
    envProvider({ environment: environmentVariables(), clock: Date.now, logger: undefined }),
  ]);
}
