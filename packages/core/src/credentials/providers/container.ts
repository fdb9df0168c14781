import { readFile } from "#platform/files";
import type { AwsCredentials } from "../../auth/identity.js";
import { fromUtf8 } from "../../encoding/utf8.js";
import { InvalidConfigError } from "../../errors/config.js";
import { CredentialRetrievalError } from "../../errors/credentials.js";
import { RefreshableCredentials } from "../credentials.js";
import { askMetadataService, isNetworkFailure } from "../metadata-service.js";
import { parseExpiration } from "../parse-expiration.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

type ContainerContext = Pick<ProviderContext, "environment" | "httpHandler" | "clock" | "sleep" | "logger">;

const method = "container-role";
const attempts = 3;
const timeoutMs = 2_000;
const pauseMs = 1_000;

/**
 * The service that containers (ECS, EKS Pod Identity, Greengrass) get credentials from:
 * `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, else `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
 */
export function containerProvider(context: ContainerContext): CredentialProvider {
  return {
    method,
    canonicalName: "EcsContainer",
    async load(note) {
      const url = credentialsUrl(context.environment);
      if (url === undefined) {
        note("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI", "not set");
        return undefined;
      }
      note(url, "is asked");
      const refresh = (): Promise<AwsCredentials> => retrieve(url, context);
      return new RefreshableCredentials(await refresh(), {
        method,
        features: "z",
        refresh,
        clock: context.clock,
        onAdvisoryFailure: (error) =>
          context.logger?.warn("Asking for the container's credentials again failed.", error),
      });
    },
  };
}

function credentialsUrl(environment: ContainerContext["environment"]): string | undefined {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI } = environment;
  const url =
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI === undefined
      ? AWS_CONTAINER_CREDENTIALS_FULL_URI
      : `http://${allowedHosts[0]}${AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}`;
  if (url === undefined || isAllowed(url)) return url;
  throw new InvalidConfigError(
    `AWS_CONTAINER_CREDENTIALS_FULL_URI is ${JSON.stringify(url)}; allowed are https, loopback addresses, and ` +
      `${allowedHosts.join(", ")}.`,
  );
}

function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  return protocol === "https:" || /^127\.\d+\.\d+\.\d+$/.test(host) || host === "::1" || allowedHosts.includes(host);
}

async function retrieve(url: string, context: ContainerContext): Promise<AwsCredentials> {
  const handler = await context.httpHandler();
  for (let attempt = 1; ; attempt += 1) {
    const headers = { accept: "application/json", ...authorization(context.environment) };
    let problem: string;
    let cause: unknown;
    try {
      const { status, text } = await askMetadataService(handler, { method: "GET", url, headers, timeoutMs });
      const credentials = status === 200 ? readCredentials(text) : undefined;
      if (credentials) return credentials;
      problem = status === 200 ? "its answer is not JSON" : `it answered with ${status}`;
    } catch (error) {
      if (!isNetworkFailure(error)) throw error;
      problem = (error as Error).message;
      cause = error;
    }
    if (attempt === attempts) throw failed(`${problem} (${attempts} attempts)`, cause);
    await context.sleep(pauseMs);
  }
}

/** The token is read anew each time: it may change while the program runs. */
function authorization(environment: ContainerContext["environment"]): { authorization?: string } {
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file, AWS_CONTAINER_AUTHORIZATION_TOKEN } = environment;
  let token = AWS_CONTAINER_AUTHORIZATION_TOKEN;
  if (file !== undefined) {
    const bytes = readFile(file);
    if (!bytes) throw failed(`the file that AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names cannot be read: ${file}`);
    token = fromUtf8(bytes);
  }
  if (token === undefined) return {};
  if (/[\r\n]/.test(token)) throw new InvalidConfigError("The container's authorization token has a line end in it.");
  return { authorization: token };
}

/** Undefined when the text is not JSON, which is worth another attempt. */
function readCredentials(text: string): AwsCredentials | undefined {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const missing = ["AccessKeyId", "SecretAccessKey", "Token", "Expiration"].filter((name) => !answer?.[name]);
  if (missing.length > 0) throw failed(`its answer has no ${missing.join(", no ")}`);
  const { AccessKeyId, SecretAccessKey, Token, Expiration, AccountId } = answer as Record<string, string>;
  return {
    accessKeyId: AccessKeyId!,
    secretAccessKey: SecretAccessKey!,
    sessionToken: Token,
    expiration: parseExpiration(Expiration!, "Expiration of the container's credentials"),
    accountId: AccountId,
  };
}

function failed(reason: string, cause?: unknown): CredentialRetrievalError {
  return new CredentialRetrievalError(`Getting credentials from the container's service failed: ${reason}.`, { cause });
}

const allowedHosts: readonly string[] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost"];
