import type { ClientState } from "../../client/client-state.js";
import type { ServiceClient } from "../../schema/operation.js";
import { presignToken } from "../parts/auth-token.js";

/** Which database a token opens, and for whom. */
export interface DbAuthTokenOptions {
  readonly dbHostname: string;
  readonly port: number;
  readonly dbUsername: string;
  /** The database's region, where it is not the client's. */
  readonly region?: string | undefined;
}

/**
 * A token that a database of RDS or Aurora takes for a password for 15 minutes, where IAM authentication is switched
 * on. Nothing is sent.
 *
 * @throws {@link NoCredentialsError} without credentials.
 * @see botocore signers.py, generate_db_auth_token
 */
export function generateDbAuthToken(
  client: ServiceClient<"rds"> & { readonly "~state": ClientState },
  { dbHostname, port, dbUsername, region }: DbAuthTokenOptions,
): Promise<string> {
  return presignToken(client["~state"], {
    signingName: "rds-db",
    host: `${dbHostname}:${port}`,
    parameters: [
      ["Action", "connect"],
      ["DBUser", dbUsername],
    ],
    region,
    expiresIn: 900,
  });
}
