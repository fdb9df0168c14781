import type { ProviderLoaders } from "./load-providers.js";
import { assumeRoleProvider } from "./providers/assume-role.js";
import { webIdentityProvider } from "./providers/assume-role-with-web-identity.js";
import { botoConfigProvider } from "./providers/boto-config.js";
import { containerProvider } from "./providers/container.js";
import { ec2CredentialsFileProvider } from "./providers/ec2-credentials-file.js";
import { instanceMetadataProvider } from "./providers/instance-metadata.js";
import { loginProvider } from "./providers/login.js";
import { processProvider } from "./providers/process.js";
import { ssoProvider } from "./providers/sso.js";
import { ssoTokenProvider } from "./providers/sso-token.js";

/**
 * The providers that need more than environment and profile, as parts of a bundle. A program in one file has them
 * anyway, and what is loaded by `import()` has to be put into functions, with all that it imports: 3 kB of S3's gzipped
 * bundle, and twice the time to parse it.
 */
export const loadProvider: ProviderLoaders = {
  assumeRole: async () => assumeRoleProvider,
  botoConfig: async () => botoConfigProvider,
  container: async () => containerProvider,
  ec2CredentialsFile: async () => ec2CredentialsFileProvider,
  instanceMetadata: async () => instanceMetadataProvider,
  login: async () => loginProvider,
  process: async () => processProvider,
  sso: async () => ssoProvider,
  ssoToken: async () => ssoTokenProvider,
  webIdentity: async () => webIdentityProvider,
};
