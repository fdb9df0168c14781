import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as core from "@inia/core";
import type * as model from "@inia/core/model";
import { Command } from "commander";
import { createConceal } from "../doctor/conceal.js";
import { inspectConfiguration } from "../doctor/configuration.js";
import { inspectCredentials } from "../doctor/credentials.js";
import { inspectEndpoint } from "../doctor/endpoint.js";
import type { Finding, Section } from "../doctor/finding.js";
import { inspectPackages } from "../doctor/packages.js";
import { printReport } from "../doctor/print.js";
import { inspectRuntime } from "../doctor/runtime.js";
import { ModelError } from "../load/model-error.js";

interface DoctorFlags {
  readonly service: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly offline?: true;
  readonly json?: true;
}

/** `inia doctor`: what a program finds around it, in a form that one can paste into an issue. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Look at versions, settings, credentials, endpoint and clock; tell no secret.")
    .argument("[dir]", "folder of your program", ".")
    .option("--service <name>", "whose endpoint is tried", "sts")
    .option("--profile <name>", "as your program chooses it")
    .option("--region <name>", "as your program gives it to clients")
    .option("--endpoint <url>", "as your program gives it to clients")
    .option("--offline", "use no network")
    .option("--json", "as JSON")
    .action(runDoctor);
}

async function runDoctor(dir: string, flags: DoctorFlags): Promise<void> {
  const folder = resolve(dir);
  if (!existsSync(folder))
    throw new ModelError({ file: dir, expected: "your program's folder", found: "no such folder" });
  const installed = await loadCore(folder);
  const session = installed.getSession(flags.profile === undefined ? {} : { profile: flags.profile });
  const { service, region, endpoint } = flags;
  const [reached = [], clock = []] = flags.offline
    ? []
    : await inspectEndpoint(installed, session, { service, region, endpoint });
  const sections = [
    { title: "Runtime", findings: inspectRuntime() },
    { title: "Packages", findings: inspectPackages(folder) },
    { title: "Configuration", findings: inspectConfiguration(session) },
    { title: "Credentials", findings: await inspectCredentials(session, flags.offline === true) },
    { title: `Endpoint of ${service}`, findings: reached },
    { title: "Clock", findings: clock },
  ].filter(({ findings }) => findings.length > 0);

  const conceal = createConceal();
  const shown = sections.map((section) => concealed(section, conceal));
  process.stdout.write(flags.json ? `${JSON.stringify({ sections: shown }, null, 2)}\n` : printReport(shown));
  if (shown.some(({ findings }) => findings.some(({ standing }) => standing === "wrong"))) process.exitCode = 1;
}

function concealed({ title, findings }: Section, conceal: (text: string) => string): Section {
  return { title, findings: findings.map((finding): Finding => ({ ...finding, text: conceal(finding.text) })) };
}

type Core = Pick<typeof core, "getSession"> & Pick<typeof model, "clientClassFromModel">;

/** The core that the program has, so that what is told is what it would do; the command's own where it has none. */
async function loadCore(folder: string): Promise<Core> {
  const manifest = findCore(folder);
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { exports: Record<string, { default: string }> };
  const load = (entry: string): Promise<object> =>
    import(pathToFileURL(join(dirname(manifest), exports[entry]!.default)).href) as Promise<object>;
  return { ...(await load(".")), ...(await load("./model")) } as Core;
}

function findCore(folder: string): string {
  const name = "@inia/core/package.json";
  try {
    return createRequire(join(folder, "program.js")).resolve(name);
  } catch {
    return createRequire(import.meta.url).resolve(name);
  }
}
