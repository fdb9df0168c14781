import type { CredentialsFunction } from "./credentials-function.js";
import { credentialsFromProcess } from "./providers/process.js";

/**
 * What a program prints, in the form that `credential_process` of a profile asks for. `command` is its command line:
 * it is split as a shell would, but no shell runs it.
 */
export function fromProcess(command: string): CredentialsFunction {
  return async () => ({ ...(await credentialsFromProcess(command)), method: "custom-process", "~features": "w" });
}
