import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

/** A part of a bundle, and what the bundle would be smaller by without its text. */
export interface PartCost {
  readonly name: string;
  readonly bytesMinified: number;
  readonly bytesGzip: number;
}

/**
 * What the smallest client is made of: STS with GetCallerIdentity, in a browser, by esbuild.
 *
 * gzip finds in one part what it has seen in another, so the parts' sum is less than the whole.
 */
export async function partCosts(): Promise<PartCost[]> {
  const modules = await minifiedModules();
  const whole = gzipLength(modules);
  return Object.entries(parts)
    .map(([name, files]) => {
      const inside = modules.filter(({ path }) => partOf(path) === name);
      if (inside.length === 0) throw new Error(`No module of the bundle is in ${files.source}.`);
      return {
        name,
        bytesMinified: inside.reduce((sum, { text }) => sum + text.length, 0),
        bytesGzip: whole - gzipLength(modules.filter((module) => !inside.includes(module))),
      };
    })
    .sort((a, b) => b.bytesGzip - a.bytesGzip);
}

interface MinifiedModule {
  readonly path: string;
  readonly text: string;
}

/** While white space is left in, esbuild says where each module begins. */
async function minifiedModules(): Promise<MinifiedModule[]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["packages/bundle-size/src/scenarios/sts-get-caller-identity.ts"],
    bundle: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    format: "esm",
    platform: "browser",
    conditions: ["module"],
    outdir: "out",
    write: false,
    legalComments: "none",
    logLevel: "error",
  });
  const [, ...sections] = outputFiles[0]!.text.split(/^\/\/ ((?:packages|node_modules)\/.*)$/m);
  const modules: MinifiedModule[] = [];
  for (let at = 0; at < sections.length; at += 2) {
    const { code } = await transform(sections[at + 1]!, { minifyWhitespace: true });
    modules.push({ path: sections[at]!, text: code });
  }
  return modules;
}

function gzipLength(modules: readonly MinifiedModule[]): number {
  return gzipSync(modules.map(({ text }) => text).join(""), { level: 9 }).length;
}

/** The first part that has the file; a module of none is an error, so that the table is of the whole. */
function partOf(path: string): string {
  for (const [name, files] of Object.entries(parts)) if (files.test(path)) return name;
  throw new Error(`No part of the table has ${path}.`);
}

const root = fileURLToPath(new URL("../../..", import.meta.url));

const parts: Readonly<Record<string, RegExp>> = {
  "validation of inputs":
    /core\/dist\/protocols\/validate|core\/dist\/config\/nearest-names|core\/dist\/schema\/sensitive/,
  "settings: their checks, defaults, credentials": /core\/dist\/config\//,
  "events and their handlers": /core\/dist\/events\/|client\/own-steps/,
  "results and errors of a call": /client\/(read-response|finish-call|describe-error|find-error|discard-body)/,
  "attempts: sending, retrying, time limits":
    /client\/(send|create-request|attempt-log|sdk-headers|call-signal)|core\/dist\/retries\//,
  "a call's steps: parameters, endpoint, request, signing":
    /client\/(call\.|open-call|build-params|input-defaults|endpoint-parameters|resolve-endpoint|prepare|sign|one-time)/,
  "the client: its state and what it tells of itself": /core\/dist\/(client|generated)\//,
  "HTTP by fetch, user agent": /core\/dist\/(http|streaming)\//,
  "SHA-256 and HMAC": /core\/dist\/hash\/|node_modules\//,
  "signing: auth schemes, SigV4": /core\/dist\/auth\//,
  "endpoint rules and partitions": /core\/dist\/endpoints\/|clients\/sts\/dist\/endpoint/,
  "reading XML": /core\/dist\/protocols\/xml\//,
  "timestamps and numbers": /core\/dist\/protocols\/(timestamp|number|inexact)/,
  "the protocol: forms, results, errors": /core\/dist\/(protocols|encoding|checksums)\//,
  "schemas, read": /core\/dist\/schema\//,
  "classes of errors, hiding of secrets": /core\/dist\/errors\//,
  "the service's own: descriptor, operation, customizations, the program":
    /clients\/sts\/|core\/dist\/customizations\/|bundle-size\//,
};
