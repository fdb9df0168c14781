import { platformSettings } from "#platform/aws-sdk-settings";
import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import type { RequestHandler, RequestHandlerOptions } from "./request-handler.js";
import type { Untyped } from "./untyped.js";

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

/** Settings that one service alone has by other names. */
export type TranslateOwn = (asked: Asked) => Asked;

/** Settings after their functions were asked, still by v3's names. Core checks them under its own. */
export type Asked = Record<string, Untyped>;

/** Inia's settings for v3's, and the session where a profile was named. Functions are asked for their values. */
export async function translateConfig(
  given: AwsSdkClientConfig,
  translateOwn: TranslateOwn | undefined,
): Promise<readonly [ClientConfig, SessionContext | undefined]> {
  const asked: Asked = {};
  for (const [name, value] of Object.entries(given)) {
    asked[name] = typeof value === "function" && !callables.test(name) ? await value() : value;
  }
  const {
    endpoint,
    customUserAgent,
    disableHostPrefix,
    systemClockOffset,
    apiVersion: _,
    ...same
  } = translateOwn ? translateOwn(asked) : asked;
  return platformSettings({
    // v3 checks nothing but what has to stand in the URL; core refuses requests without that in any case.
    parameterValidation: false,
    clock: systemClockOffset && (() => Date.now() + systemClockOffset),
    // Each part is a name and its version, or text that is both.
    userAgentExtra:
      customUserAgent &&
      [customUserAgent]
        .flat()
        .map((part) => [part].flat().join("/"))
        .join(" "),
    injectHostPrefix: disableHostPrefix && false,
    endpoint: endpoint && endpointUrl(endpoint),
    ...same,
  });
}

/** Text and URLs are what they say; anything else has its parts, or both. */
function endpointUrl(endpoint: EndpointInput): string {
  const { url = endpoint, protocol = "https:", hostname, port, path = "" } = endpoint as Asked;
  return hostname && !url.href ? `${protocol}//${hostname}${port ? `:${port}` : ""}${path}` : `${url.href ?? url}`;
}

/** Settings whose value is a function. */
const callables = /^(?:credentials|token|clock|sleep|random|idempotencyToken|retryStrategy)$/;
