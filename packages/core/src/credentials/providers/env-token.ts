import { FrozenAuthToken } from "../../auth/identity.js";
import type { ProviderContext } from "../provider-context.js";
import type { TokenProvider } from "../token-provider-chain.js";

/** `AWS_BEARER_TOKEN_<SIGNING NAME>`, for example `AWS_BEARER_TOKEN_BEDROCK`. */
export function envTokenProvider({ environment }: Pick<ProviderContext, "environment">): TokenProvider {
  return {
    method: "env",
    async loadToken({ signingName }) {
      const token =
        signingName === undefined
          ? undefined
          : environment[`AWS_BEARER_TOKEN_${signingName.replace(/[ -]/g, "_").toUpperCase()}`];
      if (token === undefined) return undefined;
      const frozen = new FrozenAuthToken({ token });
      return { getFrozenToken: async () => frozen };
    },
  };
}
