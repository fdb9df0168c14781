import { profileSession } from "#platform/default-session";
import type { ServiceDescriptor } from "../client/service-descriptor.js";
import type { ClientConfig } from "../config/client-config.js";
import type { Logger } from "../config/logger.js";
import type { SessionContext } from "../config/session-context.js";
import type { RequestHandler, RequestHandlerOptions } from "./request-handler.js";

/** A setting as v3 takes it: a value, or a function that gives one. */
export type Provided<Value> = Value | (() => Value | Promise<Value>);

/** An endpoint in the forms that v3 knows. */
export type EndpointInput =
  | string
  | { readonly url: string | { readonly href: string } }
  | {
      readonly protocol?: string | undefined;
      readonly hostname: string;
      readonly port?: number | undefined;
      readonly path?: string | undefined;
    };

/** v3's settings that Inia has by other names, or in other forms. */
interface OwnSettings {
  readonly region?: Provided<string> | undefined;
  readonly endpoint?: Provided<EndpointInput> | undefined;
  readonly maxAttempts?: Provided<number> | undefined;
  readonly retryMode?: Provided<string> | undefined;
  readonly useFipsEndpoint?: Provided<boolean> | undefined;
  readonly useDualstackEndpoint?: Provided<boolean> | undefined;
  readonly requestHandler?: RequestHandler | RequestHandlerOptions | undefined;
  /** Name of the profile in the shared files. */
  readonly profile?: string | undefined;
  /** `false` for plain http. */
  readonly tls?: boolean | ClientConfig["tls"];
  /** Stands at the end of the `User-Agent` header. */
  readonly customUserAgent?: string | readonly (readonly string[])[] | undefined;
  readonly disableHostPrefix?: boolean | undefined;
  /** Milliseconds that this machine's clock is behind the service's. */
  readonly systemClockOffset?: number | undefined;
  readonly logger?: Partial<Logger> | undefined;
  readonly requestChecksumCalculation?: Provided<string> | undefined;
  readonly responseChecksumValidation?: Provided<string> | undefined;
  readonly defaultsMode?: Provided<string> | undefined;
  readonly forcePathStyle?: Provided<boolean> | undefined;
  readonly useAccelerateEndpoint?: Provided<boolean> | undefined;
  readonly useArnRegion?: Provided<boolean | undefined> | undefined;
  readonly disableMultiregionAccessPoints?: Provided<boolean> | undefined;
  readonly disableS3ExpressSessionAuth?: Provided<boolean> | undefined;
  /** Redirects are followed in any case. */
  readonly followRegionRedirects?: boolean | undefined;
  /** Passed over: there is one version of each API. */
  readonly apiVersion?: string | undefined;
}

/** Settings by v3's names; Inia's own names are taken, too. */
export interface AwsSdkClientConfig extends OwnSettings, Omit<ClientConfig, keyof OwnSettings> {}

/** Inia's settings for v3's, and the session where a profile was named. Functions are asked for their values. */
export async function translateConfig(
  given: AwsSdkClientConfig,
  { id }: ServiceDescriptor,
): Promise<readonly [ClientConfig, SessionContext | undefined]> {
  const config: Record<string, any> = {};
  for (const [name, value] of Object.entries(given)) {
    config[name] = typeof value === "function" && !callables.test(name) ? await value() : value;
  }
  const { requestHandler, profile, endpoint, tls, customUserAgent, disableHostPrefix, systemClockOffset } = config;
  const { forcePathStyle, useAccelerateEndpoint, useArnRegion } = config;
  const { disableMultiregionAccessPoints, disableS3ExpressSessionAuth, logger } = config;
  for (const name of renamed) delete config[name];
  if (requestHandler)
    Object.assign(config, await (await import("./request-handler.js")).handlerSettings(requestHandler));
  if (endpoint) config["endpoint"] = endpointUrl(endpoint);
  if (typeof tls === "boolean") config["useSsl"] = tls;
  else if (tls) config["tls"] = tls;
  if (customUserAgent)
    config["userAgentExtra"] = [customUserAgent]
      .flat()
      .map((part) => [part].flat().join("/"))
      .join(" ");
  if (disableHostPrefix) config["injectHostPrefix"] = false;
  if (systemClockOffset) config["clock"] = () => Date.now() + systemClockOffset;
  // v3's loggers need not have all of the methods.
  if (logger) {
    const write = (level: string) => [level, (...given: unknown[]) => logger[level]?.(...given)];
    config["logger"] = Object.fromEntries(["debug", "info", "warn", "error"].map(write));
  }
  // v3 checks nothing but what has to stand in the URL; core refuses requests without that in any case.
  config["parameterValidation"] ??= false;
  if (id.startsWith("s3")) {
    config["s3"] = {
      addressingStyle: forcePathStyle ? "path" : endpoint && "virtual",
      usEast1RegionalEndpoint: "regional",
      useAccelerateEndpoint,
      useArnRegion,
      disableMultiRegionAccessPoints: disableMultiregionAccessPoints,
      disableExpressSessionAuth: disableS3ExpressSessionAuth,
      ...config["s3"],
    };
  }
  return [config, profile && profileSession(profile)];
}

function endpointUrl(endpoint: EndpointInput): string {
  if (typeof endpoint === "string") return endpoint;
  if ("url" in endpoint) return typeof endpoint.url === "string" ? endpoint.url : endpoint.url.href;
  const { protocol = "https:", hostname, port, path = "" } = endpoint;
  return `${protocol}//${hostname}${port ? `:${port}` : ""}${path}`;
}

/** Settings whose value is a function. */
const callables = /^(?:credentials|token|clock|sleep|random|idempotencyToken)$/;

/** v3's names that core does not know. */
const renamed =
  "requestHandler profile endpoint tls customUserAgent disableHostPrefix systemClockOffset forcePathStyle useAccelerateEndpoint useArnRegion disableMultiregionAccessPoints disableS3ExpressSessionAuth logger followRegionRedirects apiVersion".split(
    " ",
  );
