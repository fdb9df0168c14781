import { NoAuthTokenError, NoCredentialsError } from "../errors/credentials.js";
import { NoRegionError } from "../errors/endpoint.js";
import type { AwsCredentials, BearerToken, Identity } from "./identity.js";
import type { SigningContext } from "./signer.js";

export function requireCredentials(identity: Identity | undefined): AwsCredentials {
  if (identity !== undefined && "accessKeyId" in identity) return identity;
  throw new NoCredentialsError(
    "Unable to locate credentials: give `credentials` to the client, or configure a profile or environment variables.",
  );
}

export function requireToken(identity: Identity | undefined): BearerToken {
  if (identity !== undefined && "token" in identity) return identity;
  throw new NoAuthTokenError(
    "Unable to locate a bearer token: give `token` to the client, or sign in with IAM Identity Center.",
  );
}

export function requireRegion(context: SigningContext): string {
  if (context.region !== undefined) return context.region;
  throw new NoRegionError("A region is needed to sign the request: give `region` to the client.");
}
