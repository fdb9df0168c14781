import type { AwsCredentials } from "../../auth/identity.js";
import { formatQuery } from "../../auth/query-string.js";
import { sigv4Query } from "../../auth/sigv4-query.js";
import type { ClientState } from "../../client/client-state.js";

/** What a token says. */
export interface TokenRequest {
  readonly signingName: string;
  /** Host, and port where the service wants it. */
  readonly host: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The client's own where it is not given. */
  readonly region: string | undefined;
  /** Seconds. */
  readonly expiresIn: number;
}

/**
 * A token that stands for a password: a presigned URL without its scheme. Nothing is sent.
 *
 * @see botocore signers.py, generate_db_auth_token
 */
export async function presignToken(client: ClientState, token: TokenRequest): Promise<string> {
  const { signingName, host, parameters, region = client.region, expiresIn } = token;
  const request = { method: "GET", url: `https://${host}/?${formatQuery(parameters)}`, headers: {} };
  const credentials: AwsCredentials | undefined = await client.credentials();
  await sigv4Query.sign(request, credentials, { region, signingName, time: client.now(), expiresIn });
  return request.url.slice("https://".length);
}
