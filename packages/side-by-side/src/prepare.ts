import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { installProject } from "../../../scripts/install-project.js";
import { folder, root } from "./folders.js";

/** Where the programs lie after `inia migrate` went over them. */
const migrated = join(folder, "dist", "migrated");

/** A program, as it was written and as it was changed over. */
export interface ProgramPair {
  readonly name: string;
  readonly awsSdk: string;
  readonly inia: string;
}

/** Installs v3 into this package where it is absent, or older than the lock file. */
export function installAwsSdk(): void {
  installProject(folder, "programs for aws-sdk v3 are run on it");
}

/** Copies the programs and lets `inia migrate` change the copies; gives those of one kind. */
export function migratePrograms(kind: "programs" | "programs-moto"): ProgramPair[] {
  const to = join(migrated, kind);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(join(folder, kind), to, { recursive: true });
  const said = mustRun(process.execPath, [join(root, "codegen", "dist", "cli.js"), "migrate", to], folder);
  if (/^Left as they are:/m.test(said)) throw new Error(`inia migrate left something as it was:\n${said}`);
  return readdirSync(to)
    .filter((name) => name.endsWith(".ts") && !name.endsWith("-role.ts"))
    .map((name) => ({ name: basename(name, ".ts"), awsSdk: join(folder, kind, name), inia: join(to, name) }));
}

/** Type-checks programs as they were written, or changed over. Gives what the compiler said; nothing is well. */
export function typeCheck(which: "awsSdk" | "inia"): string {
  const base = which === "awsSdk" ? folder : migrated;
  const config = join(folder, "dist", `tsconfig.${which}.json`);
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        noEmit: true,
        strict: true,
        target: "es2022",
        lib: ["es2024", "dom"],
        module: "nodenext",
        moduleResolution: "nodenext",
        types: ["node"],
        typeRoots: [join(root, "node_modules", "@types")],
        // v3's declarations do not compile by themselves.
        skipLibCheck: true,
      },
      include: [join(base, "programs"), join(base, "programs-moto")],
    }),
  );
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", config],
    {
      encoding: "utf8",
    },
  );
  return stdout;
}

function mustRun(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}
