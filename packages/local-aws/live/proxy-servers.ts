import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A proxy server that others wrote; it asks for an account. */
export interface ProxyServer extends AsyncDisposable {
  /** Without user and password. */
  readonly url: string;
  /** With both. */
  readonly urlWithAccount: string;
}

/** How one is started: the program, where it is not in `PATH`, and what it is told for a port and a folder of its own. */
export interface ProxyProgram {
  readonly name: string;
  readonly paths: readonly string[];
  /** Of user `inia`. */
  readonly password: string;
  configure(port: number, folder: string): string;
  arguments(file: string): readonly string[];
}

export const squid: ProxyProgram = {
  name: "squid",
  paths: ["/usr/sbin/squid"],
  password: "p@ss:word",
  configure: (port, folder) => {
    const hash = createHash("md5").update(squid.password).digest("hex");
    writeFileSync(join(folder, "accounts"), `${user}:${hash}\n`);
    return [
      `http_port 127.0.0.1:${port}`,
      `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${join(folder, "accounts")}`,
      "acl known proxy_auth REQUIRED",
      "http_access allow known",
      "http_access deny all",
      "cache deny all",
      "access_log none",
      "cache_log /dev/null",
      "pid_filename none",
      "shutdown_lifetime 0 seconds",
    ].join("\n");
  },
  arguments: (file) => ["-N", "-f", file],
};

export const tinyproxy: ProxyProgram = {
  name: "tinyproxy",
  paths: ["/usr/bin/tinyproxy"],
  // Its configuration takes letters and digits only.
  password: "password1",
  configure: (port) =>
    [
      `Port ${port}`,
      "Listen 127.0.0.1",
      "Timeout 60",
      "LogLevel Critical",
      `BasicAuth ${user} ${tinyproxy.password}`,
    ].join("\n"),
  arguments: (file) => ["-d", "-c", file],
};

/** Why a program cannot be started here; undefined where it can. */
export function missing({ name, paths }: ProxyProgram): string | undefined {
  return paths.some((path) => existsSync(path))
    ? undefined
    : `${name} is not installed (Debian: apt-get install ${name})`;
}

/** Starts a proxy on a free port of the loopback interface; it ends when it is disposed of. */
export async function startProxyServer(program: ProxyProgram): Promise<ProxyServer> {
  const folder = mkdtempSync(join(tmpdir(), `inia-${program.name}-`));
  // squid gives up root's rights, and then reads its list of accounts.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(folder, "proxy.conf");
  writeFileSync(file, `${program.configure(port, folder)}\n`);
  const path = program.paths.find((candidate) => existsSync(candidate))!;
  const child = spawn(path, program.arguments(file), { stdio: ["ignore", "pipe", "pipe"] });
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  try {
    await listening(child, program.name, port);
  } catch (error) {
    kill();
    throw error;
  }
  const address = `127.0.0.1:${port}`;
  return {
    url: `http://${address}`,
    urlWithAccount: `http://${user}:${encodeURIComponent(program.password)}@${address}`,
    async [Symbol.asyncDispose]() {
      process.off("exit", kill);
      kill();
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

const user = "inia";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Neither program says when it is ready: its port does. */
async function listening(child: ChildProcess, name: string, port: number): Promise<void> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} does not listen on port ${port}:\n${output}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
