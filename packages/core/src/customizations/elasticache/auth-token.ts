import type { ClientState } from "../../client/client-state.js";
import type { ServiceClient } from "../../schema/operation.js";
import { presignToken } from "../parts/auth-token.js";

/** Which cache a token opens, and for whom. */
export interface CacheAuthTokenOptions {
  /** The id of the replication group or the name of the serverless cache, in lower case. */
  readonly cacheName: string;
  readonly userId: string;
  readonly isServerless?: boolean | undefined;
  /** The cache's region, where it is not the client's. */
  readonly region?: string | undefined;
}

/**
 * A token that ElastiCache takes for the password of a user with IAM authentication, for 15 minutes. Nothing is sent.
 *
 * @throws {@link NoCredentialsError} without credentials.
 * @see Amazon ElastiCache User Guide, "Authenticating with IAM"
 */
export function generateAuthToken(
  client: ServiceClient<"elasticache"> & { readonly "~state": ClientState },
  { cacheName, userId, isServerless = false, region }: CacheAuthTokenOptions,
): Promise<string> {
  return presignToken(client["~state"], {
    signingName: "elasticache",
    host: cacheName,
    parameters: [
      ["Action", "connect"],
      ["User", userId],
      ...(isServerless ? [["ResourceType", "ServerlessCache"] as const] : []),
    ],
    region,
    expiresIn: 900,
  });
}
