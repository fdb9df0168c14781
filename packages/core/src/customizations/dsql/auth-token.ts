import type { ClientState } from "../../client/client-state.js";
import type { ServiceClient } from "../../schema/operation.js";
import { presignToken } from "../parts/auth-token.js";

/** Which cluster a token opens. */
export interface DbConnectAuthTokenOptions {
  readonly hostname: string;
  /** The cluster's region, where it is not the client's. */
  readonly region?: string | undefined;
  /** Seconds; default 900. */
  readonly expiresIn?: number | undefined;
}

type DSQLClient = ServiceClient<"dsql"> & { readonly "~state": ClientState };

/**
 * A token that an Aurora DSQL cluster takes for the password of a database role. Nothing is sent.
 *
 * @throws {@link NoCredentialsError} without credentials.
 * @see botocore signers.py, dsql_generate_db_connect_auth_token
 */
export function generateDbConnectAuthToken(client: DSQLClient, options: DbConnectAuthTokenOptions): Promise<string> {
  return tokenFor("DbConnect", client, options);
}

/** The same for the role `admin`. */
export function generateDbConnectAdminAuthToken(
  client: DSQLClient,
  options: DbConnectAuthTokenOptions,
): Promise<string> {
  return tokenFor("DbConnectAdmin", client, options);
}

function tokenFor(
  action: string,
  client: DSQLClient,
  { hostname, region, expiresIn = 900 }: DbConnectAuthTokenOptions,
): Promise<string> {
  const parameters = [["Action", action]] as const;
  return presignToken(client["~state"], { signingName: "dsql", host: hostname, parameters, region, expiresIn });
}
