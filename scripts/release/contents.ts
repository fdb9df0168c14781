import { posix } from "node:path";
import { init, parse } from "es-module-lexer";
import { root } from "../clients.js";
import type { Exports, PackageManifest } from "./package-manifest.js";
import type { PackageFiles } from "./stage.js";

/** What is wrong with the files of a package that is to be published; nothing, if a program can use it as it is. */
export async function contentProblems(files: PackageFiles): Promise<string[]> {
  await init;
  const text = (name: string) => Buffer.from(files.get(name) ?? []).toString();
  if (!files.has("package.json")) return ["package.json is missing"];
  const manifest = JSON.parse(text("package.json")) as PackageManifest;
  return [
    ...["LICENSE", "README.md"].filter((name) => !files.get(name)?.length).map((name) => `${name} is missing`),
    ...[...files.keys()].filter((name) => !meant.test(name)).map((name) => `${name} is not meant to be published`),
    ...["devDependencies", "scripts", "private"]
      .filter((field) => field in manifest)
      .map((field) => `package.json has ${field}`),
    ...targetProblems(manifest, files),
    ...[...files.keys()]
      .filter((name) => /\.(?:js|d\.ts)$/.test(name))
      .flatMap((name) => codeProblems(name, text(name), manifest, files)),
  ];
}

/** Code and declarations, and what is read beside them: a folder's kind of modules, too. No sources, tests, fixtures, maps or build logs. */
const meant =
  /^(?:package\.json|LICENSE|NOTICE|(?:README|CHANGELOG|THIRD-PARTY)\.md|dist\/(?!.*(?:\.(?:test|test-d|fixture)\.|(?:^|\/)(?:testdata|src)\/)).+(?:\.js|\.d\.ts|\.schema\.json|\/package\.json))$/;

function targetProblems({ bin = {}, exports = {}, imports = {} }: PackageManifest, files: PackageFiles): string[] {
  const targets = new Set([...leaves(exports), ...leaves(imports), ...Object.values(bin)]);
  return [...targets]
    .filter((target) => target.startsWith("./") && !exists(target.slice(2), files))
    .map((target) => `package.json names ${target}, which is missing`);
}

function leaves(exports: Exports): string[] {
  return typeof exports === "string" ? [exports] : Object.values(exports).flatMap(leaves);
}

function exists(target: string, files: PackageFiles): boolean {
  if (!target.includes("*")) return files.has(target);
  const [start = "", end = ""] = target.split("*");
  return [...files.keys()].some((name) => name.startsWith(start) && name.endsWith(end));
}

function codeProblems(name: string, code: string, manifest: PackageManifest, files: PackageFiles): string[] {
  const problems = importsOf(name, code).flatMap((specifier) => {
    const problem = importProblem(name, specifier, manifest, files);
    return problem === undefined ? [] : [`${name}: ${problem}`];
  });
  if (code.includes("//# sourceMappingURL=")) problems.push(`${name} names a source map`);
  if (code.includes(root)) problems.push(`${name} names a folder of this machine`);
  return problems;
}

/** What is imported by a plain text: statically, when needed, or as a type. */
function importsOf(name: string, code: string): string[] {
  const [imports] = parse(code, name);
  const found = imports.flatMap(({ specifier }) => specifier ?? []);
  if (!name.endsWith(".d.ts")) return found;
  const types = code.replace(/\/\*[^]*?\*\//g, "").matchAll(/\bimport\("([^"]+)"\)/g);
  return [...new Set([...found, ...Array.from(types, ([, specifier]) => specifier!)])];
}

function importProblem(
  from: string,
  specifier: string,
  { dependencies, imports = {}, name, peerDependencies }: PackageManifest,
  files: PackageFiles,
): string | undefined {
  if (specifier.startsWith("node:")) return undefined;
  if (specifier.startsWith("#"))
    return specifier in (imports as object) ? undefined : `${specifier} is none of package.json's imports`;
  if (specifier.startsWith(".")) {
    const path = posix.join(posix.dirname(from), specifier);
    const wanted = from.endsWith(".d.ts") ? path.replace(/\.js$/, ".d.ts") : path;
    return files.has(wanted) ? undefined : `${specifier} leads to ${wanted}, which is missing`;
  }
  const owner = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const known = owner === name || owner in { ...dependencies, ...peerDependencies };
  return known ? undefined : `${specifier} is no dependency`;
}
