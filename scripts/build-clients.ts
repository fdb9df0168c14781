// Makes JavaScript and declarations of all generated clients.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isolatedDeclaration, transform } from "oxc-transform";
import { clientsFolder, listClients } from "./clients.js";
import { joinClient } from "./join-client.js";
import { linkClients } from "./link-clients.js";
import { sealSchemas } from "./seal-schemas.js";

const started = performance.now();
const clients = listClients();
let bytes = 0;
for (let at = 0; at < clients.length; at += 8) {
  await Promise.all(clients.slice(at, at + 8).map((client) => buildClient(join(clientsFolder, client))));
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`built ${clients.length} clients, ${(bytes / 1024 / 1024).toFixed(0)} MB, ${seconds} s`);
// What is written upon clients is built next, and finds them by their links.
linkClients();

async function buildClient(folder: string): Promise<void> {
  const source = join(folder, "src");
  const dist = join(folder, "dist");
  const files = (await readdir(source)).filter((name) => name.endsWith(".ts"));
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  const scripts = new Map<string, string>();
  await Promise.all(
    files.map(async (file) => {
      const name = file.replace(/\.ts$/, "");
      const text = await readFile(join(source, file), "utf8");
      const [code, declarations] = await Promise.all([
        transform(file, withoutDocs(text), {
          lang: "ts",
          sourceType: "module",
          typescript: { onlyRemoveTypeImports: true },
        }),
        isolatedDeclaration(file, text),
      ]);
      const [error] = [...code.errors, ...declarations.errors];
      if (error !== undefined) throw new Error(`${join(source, file)}: ${error.message}\n${error.codeframe ?? ""}`);
      scripts.set(name, name === "schemas" ? sealSchemas(code.code) : code.code);
      bytes += declarations.code.length;
      await writeFile(join(dist, `${name}.d.ts`), declarations.code);
    }),
  );
  await Promise.all(
    [...joinClient(scripts)].map(([name, code]) => {
      bytes += code.length;
      return writeFile(join(dist, `${name}.js`), code);
    }),
  );
}

/** Doc comments belong into declarations; in the code that runs they would only be parsed. */
function withoutDocs(text: string): string {
  return text.replace(/^[ \t]*\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, "");
}
