import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, lastLine } from "../execute.js";
import { ServerUnavailable } from "../server-unavailable.js";

/** Ceph's programs, wherever they are. */
export interface Ceph {
  /** For example `16.2.15`. */
  readonly version: string;
  /** Variables with which the programs are found, and find their libraries. */
  readonly env: Readonly<Record<string, string>>;
  /** Lines of `ceph.conf` that say where its plugins are, where that is not the usual place. */
  readonly settings: readonly string[];
}

const programs = ["ceph-mon", "ceph-osd", "monmaptool", "osdmaptool", "radosgw", "radosgw-admin"];
const packages = ["ceph-base", "ceph-common", "ceph-mon", "ceph-osd", "radosgw"];
const folder = fileURLToPath(new URL("../../../../.inia/ceph", import.meta.url));

/**
 * Finds Ceph's programs on the machine. Where there are none, Debian's or Ubuntu's packages are unpacked below `.inia`,
 * once, which takes neither root nor a change of the system; `say` is told when that begins.
 *
 * @throws {@link ServerUnavailable} where there is no apt, or no mirror can be reached.
 */
export async function findCeph(say: (what: string) => void): Promise<Ceph> {
  if (programs.every(isOnPath)) return withVersion({}, []);
  if (process.platform !== "linux" || !isOnPath("apt-get") || !isOnPath("dpkg-deb")) {
    throw new ServerUnavailable("radosgw is not installed, and apt, from which it could be had, is not there", false);
  }
  const root = join(folder, "root");
  // Written last: a folder without it was left half-made.
  const unpacked = join(folder, "unpacked");
  if (!existsSync(unpacked)) {
    say("unpacking radosgw and its packages into .inia (70 MB to download) …");
    await unpack(root);
    writeFileSync(unpacked, `${packages.join("\n")}\n`);
  }
  const architecture = architectureOf(root);
  const libraries = join(root, "usr/lib", architecture);
  const env = {
    PATH: [join(root, "usr/bin"), process.env["PATH"] ?? ""].join(delimiter),
    // Some packages still put theirs into /lib, which an unpacked one does not link to /usr/lib.
    LD_LIBRARY_PATH: [libraries, join(libraries, "ceph"), join(root, "lib", architecture)].join(delimiter),
  };
  return withVersion(env, [
    `plugin dir = ${join(libraries, "ceph")}`,
    `erasure code dir = ${join(libraries, "ceph/erasure-code")}`,
    `osd class dir = ${join(libraries, "rados-classes")}`,
  ]);
}

function isOnPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((path) => existsSync(join(path, program)));
}

async function withVersion(env: Ceph["env"], settings: Ceph["settings"]): Promise<Ceph> {
  const asked = await execute("radosgw", ["--version"], { env });
  const version = /ceph version (\d+\.\d+\.\d+)/.exec(asked.output)?.[1];
  if (asked.code === 0 && version !== undefined) return { version, env, settings };
  throw new ServerUnavailable(`radosgw does not run: ${lastLine(asked)}`, true);
}

/** apt gets what is missing, with its checks of signatures and hashes, into folders of ours: no lock, no root. */
async function unpack(root: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const path of ["lists/partial", "cache/archives/partial", "root"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  const own = [
    `Dir::State::Lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
    "Debug::NoLocking=1",
    "APT::Sandbox::User=",
    "APT::Install-Recommends=0",
  ].flatMap((option) => ["-o", option]);
  // A failing hook of the system's (images of containers clean apt's cache) does not matter: the packages do.
  const updated = await execute("apt-get", [...own, "--quiet", "update"]);
  const got = await execute("apt-get", [...own, "--quiet", "--yes", "--download-only", "install", ...packages]);
  const archives = readdirSync(join(folder, "cache/archives")).filter((name) => name.endsWith(".deb"));
  if (archives.length === 0) {
    const reason = lastLine(got.code === 0 ? updated : got);
    throw new ServerUnavailable(`radosgw's packages could not be had from apt: ${reason}`, true);
  }
  for (const name of archives) {
    const unpacked = await execute("dpkg-deb", ["--extract", join(folder, "cache/archives", name), root]);
    if (unpacked.code !== 0) throw new ServerUnavailable(`${name} could not be unpacked: ${lastLine(unpacked)}`, true);
  }
  for (const path of ["lists", "cache"]) rmSync(join(folder, path), { recursive: true, force: true });
}

/** Debian keeps libraries in a folder per architecture: the name of that where Ceph's are. */
function architectureOf(root: string): string {
  const parent = join(root, "usr/lib");
  const found = readdirSync(parent).find((name) => existsSync(join(parent, name, "rados-classes")));
  if (found === undefined) throw new ServerUnavailable(`Ceph's libraries are not in ${parent}`, true);
  return found;
}
