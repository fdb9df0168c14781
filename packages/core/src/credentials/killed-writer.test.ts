import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { temporaryFolder } from "../config/shared-files.fixture.js";

const rounds = 40;
const size = 300_000;
const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test(`a program that is killed while it writes leaves the old file or the new one, whole (${rounds} rounds)`, async () => {
  const folder = temporaryFolder();
  const cacheFolder = join(folder, "cache");
  const file = join(cacheFolder, "key.json");
  const writer = await writerProgram(folder);
  let before = -1;
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(process.execPath, [writer, cacheFolder, String(before)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const closed = once(child, "close");
    try {
      await once(child.stdout, "data");
      // Readers beside the writer see whole files, too; how many of them decides in which write the end comes.
      for (let reads = Math.floor(Math.random() * 20); reads >= 0; reads -= 1) readWhole(file);
    } finally {
      child.kill("SIGKILL");
      await closed;
    }
    const after = readWhole(file);
    expect(after).toBeGreaterThan(before);
    before = after;
  }
  const left = readdirSync(cacheFolder).filter((name) => name !== "key.json");
  expect(left.filter((name) => !name.endsWith(".tmp"))).toEqual([]);
}, 60_000);

/** The number of the write that the file is from. */
function readWhole(file: string): number {
  const { write, text } = JSON.parse(readFileSync(file, "utf8")) as { readonly write: number; readonly text: string };
  expect(text.length).toBe(size);
  expect(new Set(text)).toEqual(new Set([letterOf(write)]));
  return write;
}

function letterOf(write: number): string {
  return String.fromCharCode(97 + (write % 26));
}

/** Writes without end, and says so after the first time. */
async function writerProgram(folder: string): Promise<string> {
  const cache = join(folder, "json-file-cache.mjs");
  await build({
    entryPoints: [source("json-file-cache.ts")],
    outfile: cache,
    bundle: true,
    format: "esm",
    platform: "node",
    alias: { "#platform/files": source("../config/files.node.ts") },
  });
  const program = join(folder, "writer.mjs");
  writeFileSync(
    program,
    `import { jsonFileCache } from ${JSON.stringify(pathToFileURL(cache).href)};
    const cache = jsonFileCache(process.argv[2]);
    for (let write = Number(process.argv[3]) + 1; ; write += 1) {
      cache.set("key", { write, text: String.fromCharCode(97 + write % 26).repeat(${size}) });
      if (write === Number(process.argv[3]) + 1) process.stdout.write("writing\\n");
    }`,
  );
  return program;
}
