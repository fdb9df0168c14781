import type { JsonEntry, JsonNode } from "../load/json-document.js";
import type { ServiceFileName } from "../load/model-folder.js";

/** A document in two: its facts as they stand, and its prose at the same places of a tree of its own. */
export interface SplitDocument {
  readonly facts: JsonNode;
  /** Holds the keys that lead to prose and nothing else; items of an array under their index. */
  readonly prose: JsonNode | undefined;
}

/**
 * Takes descriptive prose out of a model file.
 *
 * By place in the grammar, never by key alone: a member may be called `documentation`. Rule messages, deprecation
 * messages and names of regions are facts and stay.
 */
export function splitProse(
  file: ServiceFileName | "sdk-default-configuration.json",
  document: JsonNode,
): SplitDocument {
  const places = placesByFile[file];
  return places === undefined ? { facts: document, prose: undefined } : split(document, places);
}

function split(node: JsonNode, places: Places): SplitDocument {
  if (typeof node === "string") return { facts: node, prose: undefined };
  const prose: JsonEntry[] = [];

  if (node.kind === "array") {
    const items = node.items.map((item, index) => {
      const child = places["*"];
      return child === undefined ? item : divide(String(index), item, child);
    });
    return { facts: { kind: "array", items: items.filter((item) => item !== undefined) }, prose: asObject(prose) };
  }

  const entries: JsonEntry[] = [];
  for (const { key, value } of node.entries) {
    const child = Object.hasOwn(places, key) ? places[key] : places["*"];
    const facts = child === undefined ? value : divide(key, value, child);
    if (facts !== undefined) entries.push({ key, value: facts });
  }
  return { facts: { kind: "object", entries }, prose: asObject(prose) };

  function divide(key: string, value: JsonNode, child: Place): JsonNode | undefined {
    if (child === "text" || child === "tree") {
      if (child === "text" && !isText(value)) return value;
      prose.push({ key, value });
      return undefined;
    }
    const inner = split(value, typeof child === "function" ? child() : child);
    if (inner.prose !== undefined) prose.push({ key, value: inner.prose });
    return inner.facts;
  }
}

function isText(node: JsonNode): boolean {
  return typeof node === "string" && node.startsWith('"');
}

function asObject(entries: readonly JsonEntry[]): JsonNode | undefined {
  return entries.length === 0 ? undefined : { kind: "object", entries };
}

/** `text`: a string of prose. `tree`: nothing but prose. `*` stands for every key or item. */
type Place = "text" | "tree" | Places | (() => Places);
interface Places {
  readonly [key: string]: Place;
}

const documented: Places = { documentation: "text" };

const servicePlaces: Places = {
  documentation: "text",
  examples: { "*": "tree" },
  clientContextParams: { "*": documented },
  operations: { "*": { documentation: "text", input: documented, output: documented, errors: { "*": documented } } },
  shapes: {
    "*": {
      documentation: "text",
      members: { "*": documented },
      member: documented,
      key: documented,
      value: documented,
    },
  },
};

const rule: Places = { documentation: "text", rules: () => ({ "*": rule }) };
const ruleSetPlaces: Places = { parameters: { "*": documented }, rules: { "*": rule } };

const placesByFile: { readonly [file: string]: Places } = {
  "service-2.json": servicePlaces,
  "service-2.sdk-extras.json": { merge: servicePlaces },
  "endpoint-rule-set-1.json": ruleSetPlaces,
  "endpoint-rule-set-1.sdk-extras.json": { merge: ruleSetPlaces },
  "sdk-default-configuration.json": { documentation: "tree" },
};
