import { InvalidConfigError } from "../../errors/config.js";
import type { FeatureId } from "../../http/user-agent.js";
import { callService } from "../call-service.js";
import type { CredentialCache } from "../credential-cache.js";
import { DeferredRefreshableCredentials } from "../credentials.js";
import { assumeRoleWithWebIdentity, service as sts } from "../operations/sts.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";
import { readToken } from "../read-token.js";
import { roleCredentials } from "../role-credentials.js";

/**
 * A role for a token in a file, as Kubernetes writes it. Each of the settings comes from the environment, else from the
 * profile. The file is read at each call.
 */
export function webIdentityProvider(context: ProviderContext, cache: CredentialCache): CredentialProvider {
  const method = "assume-role-with-web-identity";
  return {
    method,
    async load(note) {
      const file = find("web_identity_token_file", context);
      if (!file.value) {
        note("web_identity_token_file", "is not set");
        return undefined;
      }
      note(file.source, "is set");
      const role = find("role_arn", context);
      if (!role.value) {
        throw new InvalidConfigError(
          `${file.source} names the token of a web identity, but there is no role for it: set AWS_ROLE_ARN, or ` +
            `role_arn in profile "${context.profile}".`,
        );
      }
      const [path, RoleArn] = [file.value, role.value];
      const name = find("role_session_name", context);
      const parameters = { RoleArn, RoleSessionName: name.value };
      const features = [file, role, name].flatMap(({ value, feature }) => (value === undefined ? [] : feature));
      const told = [...new Set(features)].join(",");
      return new DeferredRefreshableCredentials({
        method,
        features: `${told},k`,
        clock: context.clock,
        onAdvisoryFailure: (error) => context.logger?.warn("Assuming a role with web identity again failed.", error),
        refresh: roleCredentials(
          {
            parameters,
            operation: assumeRoleWithWebIdentity,
            async call(RoleSessionName) {
              const input = { RoleArn, RoleSessionName, WebIdentityToken: readToken(path, file.source) };
              const options = { region: context.clientRegion, features: told };
              return callService(context, sts, assumeRoleWithWebIdentity, input, options);
            },
          },
          cache,
          context,
        ),
      });
    },
  };
}

function find(
  key: keyof typeof variables,
  { environment, files, profile, isProfileGiven }: ProviderContext,
): { readonly value: string | undefined; readonly source: string; readonly feature: FeatureId } {
  const variable = variables[key];
  const inEnvironment = isProfileGiven ? undefined : environment[variable];
  if (inEnvironment !== undefined) return { value: inEnvironment, source: variable, feature: "h" };
  const inProfile = files.merged.profiles[profile]?.[key];
  const source = `${key} of profile "${profile}"`;
  return { value: typeof inProfile === "string" ? inProfile : undefined, source, feature: "q" };
}

const variables = {
  web_identity_token_file: "AWS_WEB_IDENTITY_TOKEN_FILE",
  role_arn: "AWS_ROLE_ARN",
  role_session_name: "AWS_ROLE_SESSION_NAME",
} as const;
