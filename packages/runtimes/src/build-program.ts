import { join } from "node:path";
import { build } from "esbuild";
import { runtimesFolder } from "./folders.js";

/** A program in `programs/` as a runtime takes it; gives the path of the file that was written. */
export async function buildProgram(
  name: "console" | "worker" | "page",
  options: { readonly bundledFor?: readonly string[] } = {},
): Promise<string> {
  const outfile = join(
    runtimesFolder,
    "dist",
    `${name}${options.bundledFor?.[0] === "react-native" ? ".react-native" : ""}.mjs`,
  );
  await build({
    absWorkingDir: runtimesFolder,
    entryPoints: [`src/programs/${name}.ts`],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    ...(options.bundledFor === undefined
      ? { packages: "external", platform: "node" }
      : { platform: "browser", conditions: [...options.bundledFor] }),
    logLevel: "error",
  });
  return outfile;
}
