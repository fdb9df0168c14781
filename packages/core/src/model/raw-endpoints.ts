/** `endpoint-rule-set-1.json`. */
export interface RawRuleSet {
  readonly version: string;
  readonly parameters: { readonly [name: string]: RawRuleParameter };
  readonly rules: readonly RawRule[];
}

export interface RawRuleParameter {
  readonly type: "string" | "String" | "boolean" | "Boolean" | "stringArray" | "StringArray";
  /** The setting that fills the parameter: `AWS::Region`. */
  readonly builtIn?: string;
  readonly default?: string | boolean | readonly string[];
  readonly required?: boolean;
  readonly documentation?: string;
  readonly deprecated?: { readonly message?: string; readonly since?: string };
}

export type RawRule = RawTreeRule | RawEndpointRule | RawErrorRule;

export interface RawTreeRule {
  readonly type: "tree";
  readonly conditions: readonly RawCondition[];
  readonly rules: readonly RawRule[];
  readonly documentation?: string;
}

export interface RawEndpointRule {
  readonly type: "endpoint";
  readonly conditions: readonly RawCondition[];
  readonly endpoint: RawEndpoint;
  readonly documentation?: string;
}

export interface RawErrorRule {
  readonly type: "error";
  readonly conditions: readonly RawCondition[];
  /** A template. */
  readonly error: RawExpression;
  readonly documentation?: string;
}

export interface RawEndpoint {
  readonly url: RawExpression;
  /** Strings in it are templates. */
  readonly properties?: { readonly [name: string]: RawEndpointProperty };
  readonly headers?: { readonly [name: string]: readonly RawExpression[] };
}

export type RawEndpointProperty =
  | string
  | boolean
  | number
  | readonly RawEndpointProperty[]
  | { readonly [name: string]: RawEndpointProperty };

export type RawRuleFunction =
  | "aws.isVirtualHostableS3Bucket"
  | "aws.parseArn"
  | "aws.partition"
  | "booleanEquals"
  | "getAttr"
  | "isSet"
  | "isValidHostLabel"
  | "not"
  | "parseURL"
  | "stringEquals"
  | "substring"
  | "uriEncode";

export interface RawFunctionCall {
  readonly fn: RawRuleFunction;
  readonly argv: readonly RawExpression[];
}

/** Holds when the call's value is neither false nor unset; `assign` names the value for what follows. */
export interface RawCondition extends RawFunctionCall {
  readonly assign?: string;
}

/** A string is a template: `https://{Bucket}.s3.{url#authority}`. */
export type RawExpression = string | boolean | number | { readonly ref: string } | RawFunctionCall;

/** `partitions.json`. */
export interface RawPartitions {
  readonly version: string;
  readonly partitions: readonly RawPartition[];
}

export interface RawPartition {
  readonly id: string;
  readonly regionRegex: string;
  readonly regions: { readonly [region: string]: { readonly description?: string } };
  readonly outputs: {
    readonly name: string;
    readonly dnsSuffix: string;
    readonly dualStackDnsSuffix: string;
    readonly implicitGlobalRegion: string;
    readonly supportsDualStack: boolean;
    readonly supportsFIPS: boolean;
  };
}
