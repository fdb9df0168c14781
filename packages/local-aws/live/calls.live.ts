import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { execute } from "./execute.js";
import { pythonProgram } from "./python.js";

const { RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
const services = String(10 * Number(runs));
const perService = "12";

test(`random calls send, and make of answers and errors, what botocore does (seed ${seed})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "inia-rows-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = fileURLToPath(new URL("python/rows/write_rows.py", import.meta.url));
  const written = await execute(pythonProgram("python"), [script, folder, seed, services, perService], {
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  expect(written).toMatchObject({ code: 0 });
  const conformance = fileURLToPath(new URL("../../conformance/dist/cli.js", import.meta.url));
  const judged = await execute(process.execPath, [conformance, "--vectors", folder, "--verbose"]);
  expect(judged.stdout).toMatch(/^\d{3,} passed, 0 failed, 0 skipped$/m);
}, 600_000);
