import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { GeneratedPackages } from "./expected.fixture.js";

const require = createRequire(import.meta.url);
const core = fileURLToPath(new URL("../../packages/core", import.meta.url));

/** TypeScript as a user may have it: the oldest and the newest that are supported. */
export const compilers: Readonly<Record<"5.9" | "7", string>> = {
  "5.9": require.resolve("typescript-5.9/bin/tsc"),
  "7": join(dirname(require.resolve("typescript/package.json")), "bin", "tsc"),
};

export const resolutions = ["nodenext", "bundler"] as const;

export interface CompilerChoice {
  readonly typescript: keyof typeof compilers;
  readonly resolution: (typeof resolutions)[number];
}

/** Every pair of a compiler and a way to resolve modules. */
export const choices: readonly CompilerChoice[] = (["5.9", "7"] as const).flatMap((typescript) =>
  resolutions.map((resolution) => ({ typescript, resolution })),
);

/**
 * A program of its own, outside of this repository, that is removed when the file's tests are done. Packages' sources
 * lie in `src/client-<name>/dist`; what is compiled of them into `out` is installed, as core is.
 */
export function createProgram(packages: GeneratedPackages): string {
  if (!existsSync(join(core, "dist/generated/index.d.ts"))) {
    throw new Error("Core's declarations are missing: run `npm run build --workspace packages/core`.");
  }
  const folder = mkdtempSync(join(tmpdir(), "inia-program-"));
  programs.push(folder);
  writeFiles(folder, { "package.json": '{ "type": "module" }' });
  mkdirSync(join(folder, "node_modules/@inia"), { recursive: true });
  symlinkSync(core, join(folder, "node_modules/@inia/core"));
  for (const [name, files] of packages) {
    symlinkSync(join(folder, `out/client-${name}`), join(folder, `node_modules/@inia/client-${name}`));
    for (const { path, text } of files) {
      if (path === "package.json") writeFiles(folder, { [`out/client-${name}/${path}`]: text });
      else if (path.endsWith(".ts")) writeFiles(folder, { [path.replace("src/", `src/client-${name}/dist/`)]: text });
    }
  }
  return folder;
}

const programs: string[] = [];
afterAll(() => {
  for (const folder of programs) rmSync(folder, { recursive: true });
});

/** Compiles the packages' sources to declarations, where a program finds those of an installed package. */
export function installDeclarations(program: string, choice: CompilerChoice): Promise<string> {
  return compile(program, choice, ["src"], {
    declaration: true,
    emitDeclarationOnly: true,
    isolatedDeclarations: true,
    rootDir: "src",
    outDir: "out",
    noEmit: false,
  });
}

/** Compiles files or folders of a program; resolves to what the compiler has to say: nothing, when all is well. */
export function compile(
  program: string,
  { typescript, resolution }: CompilerChoice,
  include: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const config = {
    compilerOptions: {
      target: "es2022",
      // No DOM, no Node: what a package declares must be enough.
      lib: ["es2022"],
      types: [],
      module: resolution === "nodenext" ? "nodenext" : "esnext",
      moduleResolution: resolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
      ...options,
    },
    include,
  };
  const name = `tsconfig.${typescript}.${resolution}.${include.join(".").replaceAll("/", "-")}.json`;
  writeFiles(program, { [name]: JSON.stringify(config) });
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [compilers[typescript], "-p", name, "--pretty", "false"],
      { cwd: program, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (error && stdout === "") reject(new Error(stderr, { cause: error }));
        else resolve(stdout);
      },
    );
  });
}

/** Writes files of a program. */
export function writeFiles(program: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(program, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
