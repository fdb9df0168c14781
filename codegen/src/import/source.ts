import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ModelError } from "../load/model-error.js";
import { apacheLicense } from "./apache-license.js";

/** Where models come from, and under which terms. */
export interface ModelSource {
  /** The folder that holds the services' folders. */
  readonly dataDir: string;
  readonly version: string;
  readonly license: string;
  /** The source's own notice, where it has one. */
  readonly notice: string | undefined;
}

/**
 * Finds botocore's data in its `data` folder, in the package around it, or in a checkout.
 *
 * @throws {@link ModelError} when there is no data, or its version can neither be found nor was given.
 */
export function findSource(from: string, givenVersion?: string): ModelSource {
  const dataDir = [from, join(from, "data"), join(from, "botocore", "data")].find((dir) =>
    existsSync(join(dir, "partitions.json")),
  );
  if (dataDir === undefined) {
    throw new ModelError({
      file: join(from, "partitions.json"),
      expected: "botocore's data folder, or the botocore folder of its wheel",
      found: "no such file",
    });
  }
  const packageDir = dirname(resolve(dataDir));
  const version = givenVersion ?? packageVersion(packageDir);
  if (version === undefined) {
    throw new ModelError({
      file: join(packageDir, "__init__.py"),
      expected: "the version of the models as __version__ (or give it: --source-version)",
      found: "none",
    });
  }
  return {
    dataDir,
    version,
    license: readTerms(packageDir, /^LICENSE(?:\.txt)?$/) ?? apacheLicense,
    notice: readTerms(packageDir, /^NOTICE(?:\.txt)?$/),
  };
}

function packageVersion(packageDir: string): string | undefined {
  const path = join(packageDir, "__init__.py");
  if (!existsSync(path)) return undefined;
  return /^__version__\s*=\s*["']([^"']+)["']/m.exec(readFileSync(path, "utf8"))?.[1];
}

/** A wheel keeps its terms in `botocore-<version>.dist-info` beside the package, a checkout at its root. */
function readTerms(packageDir: string, name: RegExp): string | undefined {
  const parent = dirname(packageDir);
  const infos = readdirSync(parent).filter((entry) => /^botocore-.*\.dist-info$/.test(entry));
  for (const info of infos) {
    for (const dir of [join(parent, info), join(parent, info, "licenses")]) {
      const file = existsSync(dir) ? readdirSync(dir).find((entry) => name.test(entry)) : undefined;
      if (file !== undefined) return readFileSync(join(dir, file), "utf8");
    }
  }
  const isCheckout = existsSync(join(parent, "setup.py")) || existsSync(join(parent, "pyproject.toml"));
  const file = isCheckout ? readdirSync(parent).find((entry) => name.test(entry)) : undefined;
  return file === undefined ? undefined : readFileSync(join(parent, file), "utf8");
}
