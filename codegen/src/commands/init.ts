import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { packageFiles } from "../init/package-files.js";
import { type StarterProtocol, starterProtocols } from "../init/starter-model.js";
import { ModelError } from "../load/model-error.js";
import { validateServiceFiles } from "../load/validate.js";

interface InitFlags {
  readonly name?: string;
  readonly service: string;
  readonly protocol: StarterProtocol;
  readonly model?: string;
  readonly apiVersion?: string;
}

/** `inia init`: a package for services of one's own, which `npm run build` makes clients of. */
export function initCommand(): Command {
  return new Command("init")
    .description("Set up a package with clients of your own services.")
    .argument("[dir]", "folder of the package", ".")
    .option("--name <name>", "npm's name of the package (default: that of the folder)")
    .option("--service <name>", "its first service, in lower case with hyphens", "my-service")
    .addOption(
      new Option("--protocol <name>", "what the service speaks").choices(starterProtocols).default("rest-json"),
    )
    .option("--model <file>", "a model that you have already, in place of one to begin with")
    .option("--api-version <date>", "the model's version (default: today, or what --model says)")
    .action(runInit);
}

function runInit(dir: string, flags: InitFlags): void {
  const { service, protocol } = flags;
  if (!/^[a-z][a-z0-9-]*$/.test(service)) {
    throw new ModelError({ file: "--service", expected: "lower case letters, digits and hyphens", found: service });
  }
  const model = flags.model === undefined ? undefined : readGiven(flags.model);
  const apiVersion = flags.apiVersion ?? model?.apiVersion ?? new Date().toISOString().slice(0, 10);
  const name = flags.name ?? packageName(dir);
  const files = packageFiles({ name, service, protocol, apiVersion, range: ownRange(), model: model?.text });

  const taken = files.find(({ path }) => existsSync(join(dir, path)));
  if (taken !== undefined) {
    throw new ModelError({ file: join(dir, taken.path), expected: "no such file yet", found: "one" });
  }
  for (const { path, text } of files) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const folder = relative(process.cwd(), dir);
  process.stdout.write(
    [
      `${name}: ${files.length} files in ${folder === "" ? "this folder" : folder}`,
      "",
      "How to go on",
      ...(folder === "" ? [] : [`  cd ${folder}`]),
      "  npm install",
      "  npm run build     generates src/ from models/, and compiles it",
      "  npm run watch     generates again what changes",
      "",
    ].join("\n"),
  );
}

/** A model that does not hold to the grammar is refused now, with its place. */
function readGiven(file: string): { readonly text: string; readonly apiVersion: string } {
  if (!existsSync(file)) throw new ModelError({ file, expected: "a service's model", found: "no such file" });
  const text = readFileSync(file, "utf8");
  const { service } = validateServiceFiles((name) => (name === "service-2.json" ? text : undefined), dirname(file));
  return { text, apiVersion: service.metadata.apiVersion };
}

function packageName(dir: string): string {
  const name = basename(resolve(dir))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" ? "my-services" : name;
}

/** Core and generator are released together. */
function ownRange(): string {
  const path = createRequire(import.meta.url).resolve("@inia/core/package.json");
  return `^${(JSON.parse(readFileSync(path, "utf8")) as { version: string }).version}`;
}
