import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getSession } from "@inia/core";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { judge } from "./python.js";
import { iniFile } from "./random-ini.js";

type Sections = Readonly<Record<string, unknown>>;

/** What a reader makes of a file: as a credentials file, then as a config file. Undefined when it refuses. */
interface Reading {
  readonly sections?: Sections | undefined;
  readonly profiles?: Sections | undefined;
}

interface Verdict extends Reading {
  readonly error?: string;
}

const { RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
const files = 10_000 * Number(runs);
const folder = mkdtempSync(join(tmpdir(), "inia-ini-"));
afterAll(() => rmSync(folder, { recursive: true }));

test(`${files} random files mean what botocore reads in them, or nobody reads them (seed ${seed})`, async () => {
  const samples = fc.sample(iniFile(), { numRuns: files, seed: Number(seed) });
  const rows = samples.map((bytes) => ({ text: Buffer.from(bytes).toString("base64") }));
  const verdicts = await judge<{ text: string }, Verdict>("read_ini.py", rows);
  expect(verdicts.length).toBe(files);
  const counts = { read: 0, refused: 0 };
  for (const [index, bytes] of samples.entries()) {
    const { error, ...theirs } = verdicts[index]!;
    counts[error === undefined ? "read" : "refused"] += 1;
    const text = Buffer.from(bytes).toString("latin1");
    expect({ text, error, ...sorted(read(bytes)) }).toEqual({ text, error, ...sorted(theirs) });
  }
  // Files that are all refused, or all read, would say little.
  expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(files / 20);
}, 600_000);

function read(bytes: Uint8Array): Reading {
  const file = join(folder, "file");
  writeFileSync(file, bytes);
  return {
    sections: unlessRefused(() => sessionWith({ credentials_file: file }).fullConfig.profiles),
    profiles: unlessRefused(() => {
      const { profiles, ssoSessions, services, sections } = sessionWith({ config_file: file }).fullConfig;
      return { ...sections, profiles, sso_sessions: ssoSessions, services };
    }),
  };
}

function sessionWith(paths: Readonly<Record<string, string>>): ReturnType<typeof getSession> {
  const session = getSession();
  const none = join(folder, "none");
  for (const [name, path] of Object.entries({ config_file: none, credentials_file: none, ...paths })) {
    session.setConfigVariable(name, path);
  }
  return session;
}

function unlessRefused(action: () => Sections): Sections | undefined {
  try {
    return action();
  } catch (error) {
    if ((error as Error).name === "ConfigParseError") return undefined;
    throw error;
  }
}

/** As text in the order of names: the order of sections says nothing. */
function sorted({ sections, profiles }: Reading): Record<"sections" | "profiles", string> {
  return { sections: String(textOf(sections)), profiles: String(textOf(profiles)) };
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join(",")}}`;
}
