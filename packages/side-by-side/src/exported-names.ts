import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { folder, root } from "./folders.js";

/** A package of v3's with the entry that answers it. */
export interface PackagePair {
  readonly awsSdk: string;
  /** The entry's file, without its extension. */
  readonly inia: string;
}

/** All of v3's packages that programs here import. */
export function packagePairs(): PackagePair[] {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies).map((awsSdk) => {
    const name = awsSdk.slice("@aws-sdk/".length);
    const client = /^client-(.+)$/.exec(name)?.[1];
    const path = client === undefined ? ["aws-sdk", "dist", name] : ["clients", client, "dist", "aws-sdk"];
    return { awsSdk, inia: join(root, "packages", ...path) };
  });
}

/** Names of values and types that v3's package exports and Inia's entry does not; a value that is but a type counts. */
export async function missingNames({ awsSdk, inia }: PackagePair): Promise<string[]> {
  const require = createRequire(join(folder, "package.json"));
  const at = dirname(require.resolve(`${awsSdk}/package.json`));
  const { types } = JSON.parse(readFileSync(join(at, "package.json"), "utf8")) as { types: string };
  const values = Object.keys(require(awsSdk) as object);
  const ownValues = new Set(Object.keys((await import(pathToFileURL(`${inia}.js`).href)) as object));
  const own = new Set([...ownValues, ...declaredNames(`${inia}.d.ts`)]);
  const missing = [
    ...values.filter((name) => !ownValues.has(name)),
    ...[...declaredNames(join(at, types))].filter((name) => !own.has(name)),
  ];
  return [...new Set(missing)].sort();
}

/** What a declaration file exports, by itself and from files beside it. */
function declaredNames(file: string): Set<string> {
  const names = new Set<string>();
  const text = readFileSync(file, "utf8").replace(/\/\*[^]*?\*\//g, "");
  for (const [, from] of text.matchAll(/^export \* from ["'](\.[^"']+)["']/gm)) {
    const path = join(dirname(file), from!.replace(/\.js$/, ""));
    const next = [`${path}.d.ts`, join(path, "index.d.ts")].find((each) => existsSync(each));
    for (const name of next === undefined ? [] : declaredNames(next)) names.add(name);
  }
  for (const [, list] of text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)) {
    for (const part of list!.split(",")) {
      const name = part.trim().split(/\s+/).at(-1)!;
      if (name !== "") names.add(name);
    }
  }
  const declarations =
    /^export (?:declare )?(?:abstract )?(?:const|class|interface|type|function|enum|namespace) ([\w$]+)/gm;
  for (const [, name] of text.matchAll(declarations)) names.add(name!);
  return names;
}
