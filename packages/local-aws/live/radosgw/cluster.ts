import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { certificate } from "../../src/testing/certificate.js";
import { execute } from "../execute.js";
import type { Ceph } from "./ceph.js";

/** A Ceph cluster of one monitor and one store, in memory, on loopback. All of it is plain data. */
export interface Cluster {
  readonly ceph: Ceph;
  /** Holds `ceph.conf`, `cert.pem` and the logs. */
  readonly folder: string;
}

/** A program of the cluster that runs. */
export interface Running {
  stop(): Promise<void>;
}

/** Starts a monitor and a store on free ports. `stop` takes their data with it. */
export async function startCluster(ceph: Ceph): Promise<{ readonly cluster: Cluster } & Running> {
  const folder = await mkdtemp(join(tmpdir(), "inia-radosgw-"));
  const cluster: Cluster = { ceph, folder };
  const started: Running[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    const id = randomUUID();
    await writeFile(join(folder, "ceph.conf"), configuration(cluster, id, port));
    await writeFile(join(folder, "cert.pem"), certificate.cert);
    await writeFile(join(folder, "key.pem"), certificate.key);
    await mkdir(join(folder, "osd"));
    await mkdir(join(folder, "rgw"));

    const [monitors, stores] = [join(folder, "monmap"), join(folder, "osdmap")];
    await run(cluster, "monmaptool", ["--create", "--fsid", id, "--addv", "a", `v1:127.0.0.1:${port}`, monitors]);
    // The monitor's first map has the store already: so neither `ceph` nor its Python is needed to add it.
    await run(cluster, "osdmaptool", ["--createsimple", "1", stores]);
    await run(cluster, "ceph-mon", ["-i", "a", "--mkfs", "--monmap", monitors, "--osdmap", stores]);
    const monitor = await launch(cluster, "ceph-mon", ["-i", "a"]);
    started.push(monitor);
    await monitor.listens(port);
    await run(cluster, "ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", randomUUID()]);
    started.push(await launch(cluster, "ceph-osd", ["-i", "0"]));
    return { cluster, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a gateway listens. */
export interface GatewayPorts {
  readonly http: number;
  readonly https: number;
}

/**
 * Starts a gateway: radosgw, S3's interface to the cluster. Those of one cluster show the same buckets. `settings` are
 * its own, as in `ceph.conf`.
 */
export async function startGateway(
  cluster: Cluster,
  { http, https }: GatewayPorts,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const tls = `ssl_certificate=${join(cluster.folder, "cert.pem")} ssl_private_key=${join(cluster.folder, "key.pem")}`;
  const frontend = `beast endpoint=127.0.0.1:${http} ssl_endpoint=127.0.0.1:${https} tcp_nodelay=1 ${tls}`;
  const options = Object.entries({ "rgw frontends": frontend, ...settings }).flatMap(([name, value]) => [
    `--${name.replaceAll(" ", "-")}`,
    value,
  ]);
  const gateway = await launch(cluster, "radosgw", ["-n", `client.rgw.${http}`, ...options]);
  await gateway.listens(http);
  return gateway;
}

/** Ports for {@link startGateway}. */
export async function freePorts(): Promise<GatewayPorts> {
  const [http, https] = await Promise.all([freePort(), freePort()]);
  return { http, https };
}

/** Runs a program of Ceph's to its end; gives what it printed. */
export async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<string> {
  const { code, output } = await execute(program, args, { env: environmentOf(cluster) });
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}:\n${output}`);
  return output;
}

/** Starts a program that stays. The kernel ends it with the process that started it, however that one ends. */
async function launch(cluster: Cluster, program: string, args: readonly string[]): Promise<Launched> {
  const child = spawn("setpriv", ["--pdeathsig", "KILL", program, "-f", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...environmentOf(cluster) },
  });
  await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  return new Launched(program, child);
}

class Launched implements Running {
  readonly #program: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #hasEnded = false;
  #output = "";

  constructor(program: string, child: ChildProcess) {
    this.#program = program;
    this.#child = child;
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-10_000);
    });
    this.#ended = new Promise((resolve) => {
      child.once("close", () => {
        this.#hasEnded = true;
        resolve();
      });
    });
  }

  /** Resolves when the port takes connections. */
  async listens(port: number): Promise<void> {
    const deadline = Date.now() + startLimitMs;
    while (!(await accepts(port))) {
      if (this.#hasEnded) throw new Error(`${this.#program} ended:\n${this.#output}`);
      if (Date.now() > deadline) {
        throw new Error(`${this.#program} does not listen after ${startLimitMs} ms:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    // Nothing is kept, and an orderly end takes radosgw five seconds.
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isOpen: boolean) => (): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", end(true)).once("error", end(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

function environmentOf({ ceph, folder }: Cluster): Record<string, string> {
  return { ...ceph.env, CEPH_CONF: join(folder, "ceph.conf") };
}

const startLimitMs = 60_000;

function configuration({ ceph, folder }: Cluster, id: string, port: number): string {
  return `[global]
fsid = ${id}
mon host = v1:127.0.0.1:${port}
mon initial members = a
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
run dir = ${folder}
admin socket =
log file = ${folder}/$name.log
log to stderr = false
crash dir = ${folder}/crash
mon data = ${folder}/mon
osd data = ${folder}/osd
rgw data = ${folder}/rgw

# One copy in memory.
osd objectstore = memstore
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
osd crush chooseleaf type = 0
osd class load list = *
osd class default list = *
# The store stands in the first map. Asking the monitor to place it can fail ("wrong fsid") before that knows its own.
osd crush update on start = false
osd class update on start = false
# One decision a second is for monitors that have to agree: radosgw makes seven pools. Much faster than this, Ceph's
# own race between a new pool and the map of the one before (OSDMonitor::update_creating_pgs) ends the monitor.
paxos propose interval = 0.1
paxos min wait = 0.05

rgw dns name = s3.localhost
# Gateways with a cache tell each other what changed, and wait half a minute for one that was killed.
rgw cache enabled = false
rgw thread pool size = 64
${ceph.settings.join("\n")}
`;
}
