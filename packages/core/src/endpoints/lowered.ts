import type { EndpointParameter } from "./endpoint.js";

/**
 * An endpoint rule set as a tree of statements, in plain data: the generator prints it as a function, and
 * {@link interpretEndpoint} runs it.
 *
 * Statements are tried in order. One that neither returns nor throws falls through to the next; so does a body.
 */
export interface LoweredEndpoint {
  readonly parameters: Readonly<Record<string, EndpointParameter>>;
  readonly statements: readonly EndpointStatement[];
}

export type EndpointStatement =
  | { readonly kind: "if"; readonly tests: readonly EndpointExpression[]; readonly then: readonly EndpointStatement[] }
  | {
      /** Names a value. One that is unset falls through; `always` says that this value never is. */
      readonly kind: "bind";
      readonly name: string;
      readonly value: EndpointExpression;
      readonly always: boolean;
      readonly then: readonly EndpointStatement[];
    }
  | {
      readonly kind: "endpoint";
      readonly url: EndpointExpression;
      readonly properties: EndpointExpression;
      readonly headers: EndpointExpression;
    }
  | { readonly kind: "error"; readonly message: EndpointExpression };

export type EndpointExpression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly items: readonly EndpointExpression[] }
  | { readonly kind: "record"; readonly fields: readonly (readonly [key: string, value: EndpointExpression])[] }
  | { readonly kind: "template"; readonly parts: readonly (string | EndpointExpression)[] }
  | { readonly kind: "reference"; readonly name: string; readonly type: EndpointType }
  | {
      readonly kind: "attribute";
      readonly of: EndpointExpression;
      readonly path: readonly (string | number)[];
      readonly type: EndpointType;
    }
  | {
      readonly kind: "call";
      readonly function: EndpointFunction;
      readonly arguments: readonly EndpointExpression[];
      readonly type: EndpointType;
    };

/** What an expression gives, and whether it may be unset. */
export interface EndpointType {
  readonly of: "string" | "boolean" | "stringArray" | "partition" | "arn" | "url" | "unknown";
  readonly optional: boolean;
}

/** The functions of the rules language, by their names here. */
export type EndpointFunction =
  | "isSet"
  | "not"
  | "or"
  | "equals"
  | "isValidHostLabel"
  | "isVirtualHostableS3Bucket"
  | "parseArn"
  | "parseUrl"
  | "partition"
  | "substring"
  | "uriEncode"
  | "coalesce"
  | "ite"
  | "split";
