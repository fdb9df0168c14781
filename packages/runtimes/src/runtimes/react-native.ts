import { readFile } from "node:fs/promises";
import { createContext, Script } from "node:vm";
import { buildProgram } from "../build-program.js";
import type { ScenarioResult } from "../suite/run-suite.js";
import type { Runtime } from "./runtime.js";

/**
 * A realm with the globals of React Native alone, in Node: what a bundler takes by React Native's conditions runs on
 * them, or not.
 */
export const reactNative: Runtime = {
  name: "React-Native",
  async run(settings) {
    const program = await readFile(await buildProgram("page", { bundledFor: ["react-native"] }), "utf8");
    const realm = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
    new Script(ownTypes).runInContext(realm);
    new Script(program, { filename: "react-native.js" }).runInContext(realm);
    const { runSuite } = realm as unknown as { runSuite(settings: unknown): Promise<ScenarioResult[]> };
    return { version: "(simulated)", results: await runSuite(settings) };
  },
};

/**
 * Its `fetch` does not stream and says no more of failures than that there was one; it has no web streams, no
 * WebAssembly, no `structuredClone`, and of `crypto` what `react-native-get-random-values` adds.
 */
async function fetchOfReactNative(...[url, init]: Parameters<typeof fetch>): Promise<object> {
  const response = await fetch(url, init).catch(() => undefined);
  if (response === undefined) return { failed: true };
  const { ok, status, statusText, headers } = response;
  return {
    ...{ ok, status, statusText, headers, url: response.url, type: "default" },
    arrayBuffer: () => response.arrayBuffer(),
    blob: () => response.blob(),
    json: () => response.json(),
    text: () => response.text(),
  };
}

const globals = {
  ...{ console, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance },
  ...{ AbortController, AbortSignal, Blob, File, FormData, Headers, URL, URLSearchParams, TextDecoder, btoa, atob },
  navigator: { product: "ReactNative" },
  host: {
    fetch: fetchOfReactNative,
    encode: (text: string) => new TextEncoder().encode(text),
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  },
};

// Bytes and errors are the realm's own: another one's are instances of none of its classes.
const ownTypes = `{
  const { fetch, encode, randomBytes } = host;
  delete globalThis.host;
  globalThis.fetch = async (...args) => {
    const response = await fetch(...args);
    if (response.failed) throw new TypeError("Network request failed");
    return { ...response, arrayBuffer: async () => new Uint8Array(await response.arrayBuffer()).slice().buffer };
  };
  globalThis.TextEncoder = class TextEncoder {
    encode(text = "") { return new Uint8Array(encode(text)); }
  };
  globalThis.crypto = {
    getRandomValues(array) { array.set(randomBytes(array.length)); return array; },
  };
}`;
