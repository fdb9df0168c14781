import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { type SignerExports, type SignerScenario, signerBases } from "./signers.js";

/** What a signer adds to a browser bundle. */
export interface SignerCost {
  readonly scenario: SignerScenario;
  readonly bytesGzip: number;
  readonly bytesMinified: number;
}

/** Bundles a client with and without a signer, by esbuild; what it adds is what lies between. */
export async function signerCost(scenario: SignerScenario): Promise<SignerCost> {
  const { exports } = signerBases[scenario.over];
  const without = await bundleWith(exports);
  const withIt = await bundleWith({ ...exports, ...scenario.exports });
  return {
    scenario,
    bytesGzip: withIt.gzip - without.gzip,
    bytesMinified: withIt.minified - without.minified,
  };
}

/** A client with one operation and the signers that are named, in one minified file. */
async function bundleWith(exports: SignerExports): Promise<{ gzip: number; minified: number }> {
  const signers = Object.entries(exports).map(
    ([file, names]) => `export { ${names.join(", ")} } from "./packages/core/dist/${file}.js";`,
  );
  const { outputFiles } = await build({
    stdin: { contents: [program, ...signers].join("\n"), resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    conditions: ["module"],
    legalComments: "none",
    write: false,
    logLevel: "error",
    plugins: "auth/sigv4" in exports ? [] : [withoutSigv4],
  });
  const [{ contents }] = outputFiles as [(typeof outputFiles)[number]];
  return { gzip: gzipSync(contents, { level: 9 }).length, minified: contents.length };
}

/** Every client has SigV4: here nothing stands in its place. */
const withoutSigv4: Plugin = {
  name: "without-sigv4",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]auth[\\/]sigv4\.js$/ }, async ({ path }) => {
      const exported: object = await import(pathToFileURL(path).href);
      const nothing = Object.keys(exported).map((name) => `export const ${name} = undefined;`);
      return { contents: nothing.join("\n") };
    });
  },
};

const root = fileURLToPath(new URL("../../..", import.meta.url));

const program = `
import { getCallerIdentity, STSClient } from "@inia/client-sts";
export const whoAmI = (credentials) => getCallerIdentity(new STSClient({ region: "eu-west-1", credentials }), {});`;
