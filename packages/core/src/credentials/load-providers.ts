import type { assumeRoleProvider } from "./providers/assume-role.js";
import type { webIdentityProvider } from "./providers/assume-role-with-web-identity.js";
import type { botoConfigProvider } from "./providers/boto-config.js";
import type { containerProvider } from "./providers/container.js";
import type { ec2CredentialsFileProvider } from "./providers/ec2-credentials-file.js";
import type { instanceMetadataProvider } from "./providers/instance-metadata.js";
import type { loginProvider } from "./providers/login.js";
import type { processProvider } from "./providers/process.js";
import type { ssoProvider } from "./providers/sso.js";
import type { ssoTokenProvider } from "./providers/sso-token.js";

/** Gives the code of the providers that need more than environment and profile. */
export interface ProviderLoaders {
  assumeRole(): Promise<typeof assumeRoleProvider>;
  botoConfig(): Promise<typeof botoConfigProvider>;
  container(): Promise<typeof containerProvider>;
  ec2CredentialsFile(): Promise<typeof ec2CredentialsFileProvider>;
  instanceMetadata(): Promise<typeof instanceMetadataProvider>;
  login(): Promise<typeof loginProvider>;
  process(): Promise<typeof processProvider>;
  sso(): Promise<typeof ssoProvider>;
  ssoToken(): Promise<typeof ssoTokenProvider>;
  webIdentity(): Promise<typeof webIdentityProvider>;
}

/** Each is loaded when what configures it is there. Bundlers for Node get `load-providers.bundled.ts`. */
export const loadProvider: ProviderLoaders = {
  assumeRole: async () => (await import("./providers/assume-role.js")).assumeRoleProvider,
  botoConfig: async () => (await import("./providers/boto-config.js")).botoConfigProvider,
  container: async () => (await import("./providers/container.js")).containerProvider,
  ec2CredentialsFile: async () => (await import("./providers/ec2-credentials-file.js")).ec2CredentialsFileProvider,
  instanceMetadata: async () => (await import("./providers/instance-metadata.js")).instanceMetadataProvider,
  login: async () => (await import("./providers/login.js")).loginProvider,
  process: async () => (await import("./providers/process.js")).processProvider,
  sso: async () => (await import("./providers/sso.js")).ssoProvider,
  ssoToken: async () => (await import("./providers/sso-token.js")).ssoTokenProvider,
  webIdentity: async () => (await import("./providers/assume-role-with-web-identity.js")).webIdentityProvider,
};
