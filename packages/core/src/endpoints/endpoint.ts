import type { BuiltIn } from "./built-ins.js";

/** Where a call goes and how it is signed, as a service's endpoint rules decide. */
export interface Endpoint {
  readonly url: string;
  readonly properties: EndpointProperties;
  /** Headers to add to the request; a rule may give several values for one name. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

export interface EndpointProperties {
  /** In order of the service's preference. */
  readonly authSchemes?: readonly EndpointAuthScheme[];
  readonly [property: string]: unknown;
}

export interface EndpointAuthScheme {
  /** For example `sigv4`, `sigv4a`, `sigv4-s3express`. */
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
  readonly signingRegionSet?: readonly string[];
  /** S3's paths are encoded once only. */
  readonly disableDoubleEncoding?: boolean;
  readonly [property: string]: unknown;
}

/** What the rules say about one of their parameters. */
export interface EndpointParameter {
  readonly type: "string" | "boolean" | "stringArray";
  readonly required?: boolean;
  readonly default?: string | boolean | readonly string[];
  /** The name of the client's setting that fills the parameter, for example `AWS::Region`. */
  readonly builtIn?: string;
}

/** A parameter's value. */
export type EndpointParameterValue = string | boolean | readonly string[];

/** A service's endpoint rules: which parameters they read, and the function that they compile to. */
export interface EndpointRules {
  /** What fills each of them where operation, input and client parameters do not. */
  readonly parameters: Readonly<Record<string, BuiltIn | undefined>>;
  /** @throws EndpointResolutionError when the rules refuse the parameters, or a required one is missing. */
  resolve(parameters: object): Endpoint;
}
