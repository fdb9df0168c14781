import type { AwsCredentials } from "../auth/identity.js";
import type { AwsSdkClient } from "./client.js";
import type { CommandClass } from "./command.js";
import type { AwsSdkClientConfig } from "./config.js";
import type { Pluggable } from "./middleware-stack.js";
import type { Untyped } from "./untyped.js";

/** v3's settings of an assumer: those of its client of STS, or of the client that it works for. */
export interface STSRoleAssumerOptions
  extends Pick<AwsSdkClientConfig, "logger" | "region" | "requestHandler" | "profile" | "userAgentAppId"> {
  readonly parentClientConfig?: STSRoleAssumerOptions | undefined;
  readonly credentialProviderLogger?: unknown;
}

export type RoleAssumer<Input> = (sourceCreds: AwsCredentials, params: Input) => Promise<AwsCredentials>;
export type RoleAssumerWithWebIdentity<Input> = (params: Input) => Promise<AwsCredentials>;
export type DefaultCredentialProvider = (input: Untyped) => () => Promise<AwsCredentials>;

/** Makes assumers of some settings, whose clients of STS have these plugins. */
export type GetAssumer<Assumer> = (stsOptions?: STSRoleAssumerOptions, stsPlugins?: readonly Pluggable[]) => Assumer;

type StsClient = AwsSdkClient<"sts">;
type StsClientClass = new (config: AwsSdkClientConfig) => StsClient;

/** Makes `getDefaultRoleAssumer`. */
/*#__NO_SIDE_EFFECTS__*/
export function getRoleAssumer<Input extends object>(
  Sts: StsClientClass,
  AssumeRole: CommandClass<"sts", Input, Untyped>,
): GetAssumer<RoleAssumer<Input>> {
  return (options, plugins) => (credentials, params) =>
    assume(withPlugins(new Sts({ ...settings(options), credentials }), plugins), AssumeRole, params);
}

/** Makes `getDefaultRoleAssumerWithWebIdentity`. Who has a token needs no credentials. */
/*#__NO_SIDE_EFFECTS__*/
export function getWebIdentityAssumer<Input extends object>(
  Sts: StsClientClass,
  AssumeRoleWithWebIdentity: CommandClass<"sts", Input, Untyped>,
): GetAssumer<RoleAssumerWithWebIdentity<Input>> {
  return (options, plugins) => (params) =>
    assume(withPlugins(new Sts(settings(options)), plugins), AssumeRoleWithWebIdentity, params);
}

/** Makes `decorateDefaultCredentialProvider`, which gives assumers to a provider that asks for some. */
/*#__NO_SIDE_EFFECTS__*/
export function decorateWithAssumers(
  roleAssumer: GetAssumer<unknown>,
  roleAssumerWithWebIdentity: GetAssumer<unknown>,
): (provider: DefaultCredentialProvider) => DefaultCredentialProvider {
  return (provider) => (input) =>
    provider({
      roleAssumer: roleAssumer(input),
      roleAssumerWithWebIdentity: roleAssumerWithWebIdentity(input),
      ...input,
    });
}

async function assume<Input extends object>(
  client: StsClient,
  AssumeCommand: CommandClass<"sts", Input, Untyped>,
  params: Input,
): Promise<AwsCredentials> {
  try {
    const { Credentials, AssumedRoleUser } = await client.send(new AssumeCommand(params));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey) {
      const { RoleArn } = params as { RoleArn?: unknown };
      throw new Error(`STS gave no credentials for the role ${String(RoleArn)}.`);
    }
    const accountId = AssumedRoleUser?.Arn?.split(":")[4];
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
      ...(accountId && { accountId }),
    };
  } finally {
    client.destroy();
  }
}

function withPlugins(client: StsClient, plugins: readonly Pluggable[] = []): StsClient {
  for (const plugin of plugins) client.middlewareStack.use(plugin);
  return client;
}

/** What is not said for STS holds as for the client that asks. */
function settings(options: STSRoleAssumerOptions = {}): AwsSdkClientConfig {
  const { parentClientConfig: parent = {}, credentialProviderLogger: _, ...own } = options;
  const { logger, region, requestHandler, profile, userAgentAppId } = parent;
  const inherited = { logger, region, requestHandler, profile, userAgentAppId };
  return { ...inherited, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
}
