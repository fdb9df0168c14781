import type { AwsCredentials } from "../auth/identity.js";
import type { ClientConfig, CredentialsAsker, CredentialsInput } from "../config/client-config.js";
import { credentialsSource, type IdentitySource } from "../config/identity-source.js";
import { CredentialRetrievalError, NoCredentialsError } from "../errors/credentials.js";
import { callService } from "./call-service.js";
import type { CredentialsFunction } from "./credentials-function.js";
import { type AssumeRoleRequest, assumeRole, service as sts } from "./operations/sts.js";
import { roleOutput, sessionName } from "./role-credentials.js";
import { callOptions, sharedCredentialsFunction } from "./shared-credentials-function.js";

export interface TemporaryCredentialsOptions {
  /** What STS's AssumeRole takes. Without a `RoleSessionName` one is made of the time. */
  readonly params: Omit<AssumeRoleRequest, "RoleSessionName"> & { readonly RoleSessionName?: string | undefined };
  /** Who assumes the role. Default: the credentials of the session. */
  readonly masterCredentials?: CredentialsInput | undefined;
  /** Settings of the call of STS. Default: those of the client that asks, its region and its connections among them. */
  readonly clientConfig?: ClientConfig | undefined;
  /** Gives the code of an MFA device, whenever the role is assumed; needed where `params` has a `SerialNumber`. */
  readonly mfaCodeProvider?: ((serialNumber: string) => Promise<string>) | undefined;
}

/**
 * A role, assumed by STS's AssumeRole when its credentials are first wanted and again before they end.
 *
 * @example
 * ```ts
 * import { S3Client } from "@inia/client-s3";
 * import { fromTemporaryCredentials } from "@inia/core/credentials";
 *
 * const credentials = fromTemporaryCredentials({ params: { RoleArn: "arn:aws:iam::123456789012:role/reader" } });
 * const s3 = new S3Client({ region: "eu-west-1", credentials });
 * ```
 */
export function fromTemporaryCredentials(options: TemporaryCredentialsOptions): CredentialsFunction {
  const { params, masterCredentials, clientConfig = {}, mfaCodeProvider } = options;
  let master: IdentitySource<AwsCredentials> | undefined;
  return sharedCredentialsFunction("assume-role", clientConfig, async (asker, clock) => {
    if (masterCredentials) master ??= credentialsSource(masterCredentials, clock, asker);
    const credentials = await (master ? master() : sessionCredentials(params.RoleArn, asker));
    const { SerialNumber, TokenCode, RoleSessionName } = params;
    const input = {
      ...params,
      RoleSessionName: RoleSessionName ?? sessionName(clock()),
      TokenCode:
        SerialNumber === undefined ? TokenCode : (TokenCode ?? (await askForCode(SerialNumber, mfaCodeProvider))),
    };
    const callSettings = { ...callOptions(clientConfig, asker), credentials };
    const output = await callService(asker, sts, assumeRole, input, callSettings);
    return { ...roleOutput(output, assumeRole.name), "~features": "i" };
  });
}

async function sessionCredentials(role: string, { session, clientConfig }: CredentialsAsker): Promise<AwsCredentials> {
  const credentials = await session?.getCredentials({ chain: clientConfig?.loadConfig !== false });
  if (credentials) return credentials.getFrozenCredentials();
  throw new NoCredentialsError(
    `Unable to locate credentials to assume ${role} with: give \`masterCredentials\`, or the session credentials.`,
  );
}

function askForCode(serialNumber: string, provider: TemporaryCredentialsOptions["mfaCodeProvider"]): Promise<string> {
  if (provider) return provider(serialNumber);
  throw new CredentialRetrievalError(`MFA device ${serialNumber} has a code to give: \`mfaCodeProvider\` is needed.`);
}
