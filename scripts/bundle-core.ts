import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";
import { readJson, root } from "./clients.js";

/**
 * Puts what core uses of other packages into the very files of a staged `dist` that import them, so that core depends
 * on no package, and writes their licences next to it. `bundled` names the packages that may be used so.
 */
export async function bundleCore(staged: string, bundled: readonly string[]): Promise<void> {
  const dist = join(staged, "dist");
  const included = new Set<string>();
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(dist, name);
    const packages = bareImports(readFileSync(file, "utf8"));
    if (packages.length === 0) continue;
    const unknown = packages.find((specifier) => !bundled.includes(packageName(specifier)));
    if (unknown !== undefined)
      throw new Error(`dist/${name} imports ${unknown}: only ${bundled.join(", ")} may be used.`);
    for (const folder of await bundleFile(file)) included.add(folder);
  }
  writeFileSync(join(staged, "THIRD-PARTY.md"), licencesOf([...included].sort()));
}

/** Packages that a file imports. */
function bareImports(code: string): string[] {
  const imports = code.matchAll(
    /^(?:import|export)\s(?:[^"'=]*?\sfrom\s)?\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)/gm,
  );
  return [...imports]
    .map(([, named, loaded]) => (named ?? loaded)!)
    .filter((specifier) => !/^(?:[.#]|node:)/.test(specifier));
}

/** Without the path of a file in it. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Inlines the packages that a file imports, and keeps its imports of core's own files; gives the packages' folders. */
async function bundleFile(file: string): Promise<string[]> {
  const isNode = file.endsWith(".node.js") || file.includes(`${sep}node${sep}`);
  const { metafile } = await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    platform: isNode ? "node" : "browser",
    mainFields: [...(isNode ? [] : ["browser"]), "module", "main"],
    target: "es2022",
    nodePaths: [join(root, "node_modules")],
    plugins: [keepOwnImports(file)],
    absWorkingDir: root,
    metafile: true,
    // Without it every file's path on this machine stands in the output.
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? packageFolder(join(root, path)) : []));
}

function keepOwnImports(file: string): Plugin {
  return {
    name: "keep-own-imports",
    setup({ onResolve }) {
      onResolve({ filter: /^[.#]/ }, ({ importer, path }) =>
        importer === file ? { path, external: true } : undefined,
      );
    },
  };
}

/** The folder of the package that a file belongs to; none for core's own. */
function packageFolder(file: string): string[] {
  const parts = relative(root, file).split(sep);
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return [];
  const length = parts[at + 1]?.startsWith("@") ? 3 : 2;
  return [join(root, ...parts.slice(0, at + length))];
}

interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string;
}

/** Every licence's text once, below the packages it stands for. */
function licencesOf(folders: readonly string[]): string {
  const packages = folders.map((folder) => ({
    ...readJson<ThirdParty>(join(folder, "package.json")),
    text: licenceText(folder),
  }));
  const namesByText = new Map<string, string[]>();
  for (const { author, license, name, text, version } of packages) {
    const sameLicence = packages.find((other) => other.license === license && other.text !== undefined)?.text;
    const found = text ?? withCopyright(author, sameLicence);
    if (found === undefined) throw new Error(`${name} brings no licence text: it cannot be bundled.`);
    namesByText.set(found, [...(namesByText.get(found) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...namesByText].map(([text, names]) => `## ${names.join(", ")}\n\n${text}\n`);
  return `# Third-party code\n\nParts of these packages are in files of \`dist\`.\n\n${parts.join("\n")}`;
}

function licenceText(folder: string): string | undefined {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return file && readFileSync(join(folder, file), "utf8").trim();
}

/** A package that names a licence and an author, but brings no file: the MIT text is the same for everyone. */
function withCopyright(author: string | undefined, licence: string | undefined): string | undefined {
  const terms = licence?.indexOf("Permission is hereby granted") ?? -1;
  return author === undefined || terms < 0 ? undefined : `Copyright (c) ${author}\n\n${licence?.slice(terms)}`;
}
