import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentProblems } from "./contents.js";
import { publintProblems, typesProblems } from "./lint.js";
import type { PackageManifest } from "./package-manifest.js";
import { type StageFacts, stagePackage } from "./stage.js";
import { packTarball, tarballName, unpackTarball } from "./tarball.js";

/** A packed package, read back from its tarball. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  /** The tarball's name. */
  readonly file: string;
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly contents: readonly (readonly [path: string, bytes: number])[];
  readonly problems: readonly string[];
}

/** Stages a package, writes its tarball into a folder, and judges what the tarball holds; `lints` by publint and attw, too. */
export async function packPackage(folder: string, to: string, facts: StageFacts, lints: boolean): Promise<Packed> {
  const staged = await stagePackage(folder, facts);
  const {
    bin = {},
    name,
    version,
  } = JSON.parse(Buffer.from(staged.get("package.json")!).toString()) as PackageManifest;
  const commands = new Set(Object.values(bin).map((path) => path.replace(/^\.\//, "")));
  const tarball = await packTarball(staged, commands);
  const file = tarballName(name, version);
  writeFileSync(join(to, file), tarball);
  const files = await unpackTarball(tarball);
  const contents = [...files].map(([path, body]) => [path, body.length] as const);
  return {
    name,
    version,
    file,
    bytes: tarball.length,
    unpackedBytes: contents.reduce((sum, [, bytes]) => sum + bytes, 0),
    contents,
    problems: [
      ...(await contentProblems(files)),
      ...(lints ? [...(await publintProblems(tarball)), ...(await typesProblems(tarball))] : []),
    ],
  };
}
