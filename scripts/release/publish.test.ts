import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { publishAll } from "./publish.js";
import { packTarball, tarballName, unpackTarball } from "./tarball.js";

interface Publication {
  readonly name: string;
  readonly "dist-tags": Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, object>>;
  readonly access: string;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

test("npm gets what it does not have, in order, and an interrupted release goes on where it stopped", async () => {
  const registry = await startRegistry();
  const folder = temporaryFolder();
  useRegistry(registry.url, folder);
  const core = await pack(folder, "@inia/core");
  const zoo = await pack(folder, "@inia/client-zoo");

  await publishAll([core], folder);
  await publishAll([core, zoo], folder);
  await publishAll([core, zoo], folder);

  expect(registry.published.map(({ access, name, versions }) => [name, Object.keys(versions), access])).toEqual([
    ["@inia/core", ["1.2.3"], "public"],
    ["@inia/client-zoo", ["1.2.3"], "public"],
  ]);
  const [sent] = Object.values(registry.published[1]!._attachments);
  expect([...(await unpackTarball(Buffer.from(sent!.data, "base64"))).keys()]).toEqual(["README.md", "package.json"]);
});

test("a registry that does not answer is none that lacks the package", async () => {
  const registry = await startRegistry(503);
  const folder = temporaryFolder();
  useRegistry(registry.url, folder);
  await expect(publishAll([await pack(folder, "@inia/core")], folder)).rejects.toThrow("@inia/core 1.2.3");
  expect(registry.published).toEqual([]);
});

async function pack(folder: string, name: string) {
  const manifest = JSON.stringify({ name, version: "1.2.3" });
  const files = new Map(
    [["README.md", "# Zoo"] as const, ["package.json", manifest] as const].map(([path, text]) => [
      path,
      new Uint8Array(Buffer.from(text)),
    ]),
  );
  const file = tarballName(name, "1.2.3");
  writeFileSync(join(folder, file), await packTarball(files, new Set()));
  return { name, version: "1.2.3", file };
}

/** As much of a registry as `npm view` and `npm publish` ask for. */
async function startRegistry(failure?: number): Promise<{ readonly url: string; readonly published: Publication[] }> {
  const published: Publication[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (failure !== undefined) return void response.writeHead(failure).end("{}");
    if (request.method === "PUT") {
      published.push(JSON.parse(Buffer.concat(chunks).toString()) as Publication);
      return void response.writeHead(201).end("{}");
    }
    const name = decodeURIComponent(request.url!.slice(1));
    const found = published.find((one) => one.name === name);
    return void response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? { error: "not_found" }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, published };
}

function useRegistry(url: string, folder: string): void {
  const settings = join(folder, "npmrc");
  writeFileSync(settings, `${url.replace("http:", "")}:_authToken=made-up\nfetch-retries=0\n`);
  vi.stubEnv("npm_config_userconfig", settings);
  vi.stubEnv("npm_config_registry", url);
  vi.stubEnv("npm_config_cache", join(folder, "cache"));
  vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inia-publish-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
