/**
 * What v3's types leave open, too: middleware, requests and plain values of documents are whatever a program makes of
 * them, and inputs, which are contravariant, have no other type that stands for all of them.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the one place for it
export type Untyped = any;
