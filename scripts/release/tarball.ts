import { gunzipSync, gzipSync } from "node:zlib";
import { packTar, unpackTar } from "modern-tar";
import type { PackageFiles } from "./stage.js";

/** A package as npm installs it. The same files give the same bytes. */
export async function packTarball(files: PackageFiles, commands: ReadonlySet<string>): Promise<Uint8Array> {
  const entries = [...files].map(([name, body]) => ({
    header: { name: `package/${name}`, size: body.length, mode: commands.has(name) ? 0o755 : 0o644, mtime: npmsTime },
    body,
  }));
  return gzipSync(await packTar(entries), { level: 9 });
}

/** The files of a tarball by their paths in the package. */
export async function unpackTarball(tarball: Uint8Array): Promise<PackageFiles> {
  const entries = await unpackTar(gunzipSync(tarball), { strict: true });
  return new Map(entries.map(({ header, data }) => [header.name.replace(/^package\//, ""), data ?? new Uint8Array()]));
}

/** As npm calls the tarball of `@scope/name`. */
export function tarballName(name: string, version: string): string {
  return `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;
}

/** The time that npm gives to all files, so that tarballs do not differ by when they were made. */
const npmsTime = new Date("1985-10-26T08:15:00Z");
