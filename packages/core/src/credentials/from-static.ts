import { type AwsCredentials, FrozenCredentials } from "../auth/identity.js";
import type { CredentialsFunction } from "./credentials-function.js";

/** Always these keys. */
export function fromStatic(credentials: AwsCredentials): CredentialsFunction {
  const frozen = new FrozenCredentials(credentials);
  return async () => frozen;
}
