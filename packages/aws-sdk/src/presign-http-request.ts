import { type Signer, s3ExpressQuery, s3Sigv4Query } from "@inia/core/auth";
import type { AwsCredentials } from "@inia/core/credentials";
import { type AwsSdkRequest, type Provided, toAwsSdkRequest, urlOf } from "@inia/core/generated/aws-sdk";
import type { RequestPresigningArguments } from "./s3-request-presigner.js";

/** What an `S3RequestPresigner` signs with; a client's `config` has it. */
export interface S3RequestPresignerOptions {
  readonly region: Provided<string>;
  readonly credentials: Provided<AwsCredentials>;
  /** The name that S3 signs under. Default: `s3`. */
  readonly signingName?: string | undefined;
  readonly service?: string | undefined;
  /** Passed over, as whatever else a client's `config` has: Inia brings its own. */
  readonly sha256?: unknown;
}

/** Presigns requests that no command stands for, by their method, host, path, query and headers. */
export class S3RequestPresigner {
  readonly #options: S3RequestPresignerOptions;

  constructor(options: S3RequestPresignerOptions) {
    this.#options = options;
  }

  /** Gives the request with its signature in the query; the body that is sent with it is not signed. */
  async presign(request: AwsSdkRequest, options: RequestPresigningArguments = {}): Promise<AwsSdkRequest> {
    const { credentials } = this.#options;
    const keys = typeof credentials === "function" ? await credentials() : credentials;
    return this.#sign(s3Sigv4Query, request, keys, options);
  }

  /** The same with the credentials of a session for a directory bucket. */
  async presignWithCredentials(
    request: AwsSdkRequest,
    credentials: AwsCredentials,
    options: RequestPresigningArguments = {},
  ): Promise<AwsSdkRequest> {
    return this.#sign(s3ExpressQuery, request, credentials, options);
  }

  async #sign(
    signer: Signer,
    request: AwsSdkRequest,
    credentials: AwsCredentials,
    { expiresIn = 900, signingDate = new Date(), signingRegion, ...rules }: RequestPresigningArguments,
  ): Promise<AwsSdkRequest> {
    const { region, signingName, service = "s3" } = this.#options;
    const [query, headers] = sortHeaders(request, rules);
    const signed = {
      method: request.method,
      url: urlOf({ ...request, query }),
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => isSigned(name.toLowerCase(), rules))),
    };
    await signer.sign(signed, credentials, {
      region: signingRegion ?? (typeof region === "function" ? await region() : region),
      signingName: rules.signingService ?? signingName ?? service,
      time: new Date(signingDate).getTime(),
      expiresIn,
    });
    return { ...request, query: toAwsSdkRequest(signed).query, headers };
  }
}

type HeaderRules = Pick<
  RequestPresigningArguments,
  "hoistableHeaders" | "unhoistableHeaders" | "signableHeaders" | "unsignableHeaders" | "signingService"
>;

/** AWS's own headers go into the query, but for those of encryption: S3 wants to see them. */
function sortHeaders(
  request: AwsSdkRequest,
  { hoistableHeaders, unhoistableHeaders }: HeaderRules,
): readonly [query: AwsSdkRequest["query"], headers: Record<string, string>] {
  const query: AwsSdkRequest["query"] = { ...request.query };
  const headers: Record<string, string> = { host: hostOf(request) };
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase();
    if (lower === "host" || generated.has(lower)) continue;
    const isOwn = lower.startsWith("x-amz-") && !lower.startsWith("x-amz-server-side-encryption");
    const isHoisted = hoistableHeaders?.has(lower) || (isOwn && !unhoistableHeaders?.has(lower));
    if (isHoisted) query[name] = value;
    else headers[name] = value;
  }
  query["X-Amz-Content-Sha256"] = "UNSIGNED-PAYLOAD";
  return [query, headers];
}

/** A host of the caller's own stays, unless only its port is missing. */
function hostOf({ hostname, port, headers }: AwsSdkRequest): string {
  const host = headers["host"];
  const own = port === undefined || port === null ? hostname : `${hostname}:${port}`;
  return host === undefined || host === hostname ? own : host;
}

function isSigned(name: string, { signableHeaders, unsignableHeaders }: HeaderRules): boolean {
  const isLeftOut = name === "content-type" || unsigned.test(name) || unsignableHeaders?.has(name);
  return !isLeftOut || signableHeaders?.has(name) === true;
}

/** What the signature itself puts in. */
const generated: ReadonlySet<string> = new Set(["authorization", "x-amz-date", "date"]);

/** What those change through whom a request goes. */
const unsigned = /^(?:proxy-.*|sec-.*|cache-control|from|max-forwards|pragma|referer)$/;
