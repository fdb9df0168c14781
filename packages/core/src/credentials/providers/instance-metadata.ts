import type { AwsCredentials } from "../../auth/identity.js";
import {
  InvalidIMDSEndpointError,
  InvalidIMDSEndpointModeError,
  MetadataRetrievalError,
} from "../../errors/credentials.js";
import { ReadTimeoutError } from "../../errors/http.js";
import type { HttpHandler } from "../../http/message.js";
import { RefreshableCredentials } from "../credentials.js";
import { askMetadataService, isNetworkFailure, type MetadataAnswer } from "../metadata-service.js";
import { parseExpiration } from "../parse-expiration.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

const method = "iam-role";
const tokenPath = "latest/api/token";
const credentialsPath = "latest/meta-data/iam/security-credentials/";

/** The role of an EC2 instance, told by its metadata service. Where there is none, the provider passes. */
export function instanceMetadataProvider(context: ProviderContext): CredentialProvider {
  return {
    method,
    canonicalName: "Ec2InstanceMetadata",
    async load(note) {
      if (context.environment.AWS_EC2_METADATA_DISABLED?.toLowerCase() === "true") {
        note("AWS_EC2_METADATA_DISABLED", "is true: the instance is not asked");
        return undefined;
      }
      const baseUrl = metadataUrl(context);
      note(baseUrl, "is asked");
      const keys = await retrieve(baseUrl, context);
      if (!keys) {
        note(baseUrl, "gave no credentials");
        return undefined;
      }
      return new RefreshableCredentials(keys, {
        method,
        features: "0",
        clock: context.clock,
        onAdvisoryFailure: (error) =>
          context.logger?.warn("Asking for the instance's credentials again failed.", error),
        refresh: async () => {
          const again = await retrieve(baseUrl, context);
          if (again) return again;
          throw new MetadataRetrievalError(`The instance metadata service at ${baseUrl} gave no credentials.`);
        },
      });
    },
  };
}

/** @throws {@link InvalidIMDSEndpointError} or {@link InvalidIMDSEndpointModeError} for what is configured wrongly. */
function metadataUrl(context: ProviderContext): string {
  const mode = context.getConfigVariable("ec2_metadata_service_endpoint_mode");
  if (mode !== undefined && !/^ipv[46]$/i.test(mode)) {
    throw new InvalidIMDSEndpointModeError(
      `ec2_metadata_service_endpoint_mode is ${JSON.stringify(mode)}; allowed are ipv4, ipv6.`,
    );
  }
  const isIpv6 = mode === undefined ? context.getConfigVariable("imds_use_ipv6") : mode.toLowerCase() === "ipv6";
  const configured = context.getConfigVariable("ec2_metadata_service_endpoint");
  const url = configured || (isIpv6 ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/");
  if (!URL.canParse(url)) {
    throw new InvalidIMDSEndpointError(`ec2_metadata_service_endpoint is ${JSON.stringify(url)}, which is no URL.`);
  }
  return url.endsWith("/") ? url : `${url}/`;
}

async function retrieve(baseUrl: string, context: ProviderContext): Promise<AwsCredentials | undefined> {
  const service = new MetadataService(baseUrl, context, await context.httpHandler({ proxiesFor: baseUrl }));
  const answered = await service.token();
  if (!answered) return undefined;
  const { token } = answered;
  if (token === undefined && context.getConfigVariable("ec2_metadata_v1_disabled")) {
    throw new MetadataRetrievalError(
      `The instance metadata service at ${baseUrl} gave no token, and doing without is switched off.`,
    );
  }
  const role = await service.get(credentialsPath, token);
  const answer = role && (await service.get(credentialsPath + role.text, token, isJson));
  return answer && readCredentials(JSON.parse(answer.text), context);
}

class MetadataService {
  readonly #baseUrl: string;
  readonly #handler: HttpHandler;
  readonly #attempts: number;
  readonly #timeoutMs: number;
  readonly #userAgent: string;

  constructor(baseUrl: string, context: ProviderContext, handler: HttpHandler) {
    this.#baseUrl = baseUrl;
    this.#handler = handler;
    this.#attempts = context.getConfigVariable("metadata_service_num_attempts");
    this.#timeoutMs = context.getConfigVariable("metadata_service_timeout") * 1000;
    this.#userAgent = context.userAgent;
  }

  /** A token for the requests that follow, or none where the service has none (IMDSv1). Undefined when it refuses. */
  async token(): Promise<{ readonly token?: string } | undefined> {
    const headers = { "x-aws-ec2-metadata-token-ttl-seconds": "21600" };
    for (let attempt = 0; attempt < this.#attempts; attempt += 1) {
      try {
        const { status, text } = await this.#ask("PUT", tokenPath, headers);
        if (status === 200) return { token: text };
        if (status === 400) return undefined;
        if (status === 403 || status === 404 || status === 405) return {};
      } catch (error) {
        // A token's answer that does not come: hops from a container are often one too many. (botocore utils.py)
        if (error instanceof ReadTimeoutError) return {};
        if (!isNetworkFailure(error)) throw error;
      }
    }
    return {};
  }

  /** An answer that is good, or undefined after all attempts. */
  async get(
    path: string,
    token: string | undefined,
    isGood: (text: string) => boolean = (text) => text !== "",
  ): Promise<MetadataAnswer | undefined> {
    const headers: Record<string, string> = token === undefined ? {} : { "x-aws-ec2-metadata-token": token };
    for (let attempt = 0; attempt < this.#attempts; attempt += 1) {
      try {
        const answer = await this.#ask("GET", path, headers);
        if (answer.status === 200 && isGood(answer.text)) return answer;
      } catch (error) {
        if (!isNetworkFailure(error)) throw error;
      }
    }
    return undefined;
  }

  #ask(verb: "GET" | "PUT", path: string, headers: Record<string, string>): Promise<MetadataAnswer> {
    return askMetadataService(this.#handler, {
      method: verb,
      url: this.#baseUrl + path,
      headers: { "user-agent": this.#userAgent, ...headers },
      timeoutMs: this.#timeoutMs,
    });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The service answers 200 also with an error in JSON: that is no credentials. */
function readCredentials(answer: Record<string, unknown>, context: ProviderContext): AwsCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = answer as Record<string, string>;
  if (!AccessKeyId || !SecretAccessKey || !Token || !Expiration) return undefined;
  const expiration = parseExpiration(Expiration, "Expiration of the instance's credentials");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: Token,
    expiration: extended(expiration, context),
  };
}

/**
 * Static stability: when the service gives credentials that have expired or soon will, they are used on, and asked
 * for again in 17 to 25 minutes. (botocore utils.py, _evaluate_expiration)
 */
function extended(expiration: Date, { clock, random, logger }: ProviderContext): Date {
  const windowMs = (900 + 120 + Math.floor(random() * 481)) * 1000;
  if (clock() < expiration.getTime() - windowMs) return expiration;
  logger?.info("The instance metadata service gives credentials that end soon: they are used on, and asked for again.");
  return new Date(clock() + windowMs);
}
