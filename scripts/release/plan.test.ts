import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readJson, root } from "../clients.js";
import { nextVersion } from "./next-version.js";
import { planRelease, printChangelog } from "./plan.js";
import { sharingProblems } from "./sharing.js";

const clients = ["@inia/client-s3", "@inia/client-sts", "@inia/client-zoo"];

test.each([
  ["0.1.4", "major", "0.2.0"],
  ["0.1.4", "minor", "0.1.5"],
  ["0.1.4", "patch", "0.1.5"],
  ["1.2.3", "major", "2.0.0"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "patch", "1.2.4"],
] as const)("after %s, %s is %s", (version, bump, next) => {
  expect(nextVersion(version, bump)).toBe(next);
});

test("with nothing to release, all versions stay", async () => {
  const plan = await planRelease(repository({}), clients);
  expect(plan.changed).toEqual([]);
  expect(plan.versions).toMatchObject({
    "@inia/core": "0.1.0",
    "@inia/client-sts": "0.3.1",
    "@inia/client-s3": "0.1.0",
  });
});

test("what is written upon core is released with it, clients keep their range and get it all the same", async () => {
  const plan = await planRelease(repository({ "new.md": '---\n"@inia/core": minor\n---\n\nMore.\n' }), clients);
  expect(changes(plan.changed)).toEqual({ core: "0.1.1", codegen: "0.1.1", opentelemetry: "0.1.1" });
});

test("a core that breaks something takes everything with it", async () => {
  const plan = await planRelease(repository({ "break.md": '---\n"@inia/core": major\n---\n\nLess.\n' }), clients);
  expect(changes(plan.changed)).toEqual({
    core: "0.2.0",
    codegen: "0.2.0",
    opentelemetry: "0.2.0",
    "client-s3": "0.2.0",
    "client-sts": "0.4.0",
    "client-zoo": "0.2.0",
  });
});

test("a newer generator writes all clients anew", async () => {
  const plan = await planRelease(repository({ "anew.md": '---\n"@inia/codegen": patch\n---\n\nAnew.\n' }), clients);
  expect(changes(plan.changed)).toMatchObject({ "client-s3": "0.1.1", "client-sts": "0.3.2", "client-zoo": "0.1.1" });
});

test("clients go by what models changed, all that waits in one release", async () => {
  const change = (bump: string, kind: string, text: string) => ({ bump, kind, changes: `- ${text}` });
  const models = (packages: object) => JSON.stringify({ from: "1", to: "2", packages });
  const plan = await planRelease(
    repository({
      "clients-1.1.json": models({ "@inia/client-sts": change("minor", "changed", "one more") }),
      "clients-1.2.json": models({
        "@inia/client-sts": change("major", "changed", "one less"),
        "@inia/client-zoo": change("minor", "added", "new service"),
        "@inia/client-old": change("major", "removed", "service removed"),
      }),
    }),
    clients,
  );
  expect(changes(plan.changed)).toEqual({ "client-sts": "0.4.0" });
  expect(plan.versions["@inia/client-zoo"]).toBe("0.1.0");
  expect(plan.ended).toEqual(["@inia/client-old"]);
  expect(plan.taken).toHaveLength(2);
  expect(printChangelog("@inia/client-sts", plan.clients.released["@inia/client-sts"]!)).toBe(
    "# @inia/client-sts\n\n## 0.4.0\n\n- one more\n- one less\n\n## 0.3.1\n\n- before\n",
  );
});

test("clients of two releases share one core, or the release is refused", () => {
  const core = { name: "@inia/core", version: "0.1.1", files: [] };
  const client = (name: string, range: string) => ({
    name,
    version: "0.1.0",
    files: [],
    dependencies: { "@inia/core": range },
  });
  expect(sharingProblems([core, client("old", "^0.1.0"), client("new", "^0.1.1")])).toEqual([]);
  expect(
    sharingProblems([core, client("older", "^0.0.9"), client("pinned", "0.1.1"), client("next", "^0.1.2")]),
  ).toEqual([
    "older asks for @inia/core ^0.0.9, which 0.1.1 is not",
    "pinned asks for @inia/core 0.1.1: only a range that starts with ^ is shared",
    "next asks for @inia/core ^0.1.2, which 0.1.1 is not",
  ]);
});

test("core states the version of its package", async () => {
  const { VERSION } = await import("@inia/core");
  expect(VERSION).toBe(readJson<{ version: string }>(join(root, "packages", "core", "package.json")).version);
});

function changes(
  changed: readonly { readonly name: string; readonly to: string }[],
): Record<string, string | undefined> {
  return Object.fromEntries(changed.map(({ name, to }) => [name.replace("@inia/", ""), to]));
}

/** A repository of three packages and the given changesets. */
function repository(changesets: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "inia-plan-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const manifest = (name: string, rest: object) => JSON.stringify({ name: `@inia/${name}`, version: "0.1.0", ...rest });
  const upon = { "@inia/core": "^0.1.0" };
  const released = { "@inia/client-sts": [{ version: "0.3.1", changes: "- before" }] };
  const config = readJson<object>(join(root, ".changeset", "config.json"));
  const files = {
    "package.json": JSON.stringify({
      name: "inia",
      private: true,
      workspaces: ["codegen", "packages/core", "packages/opentelemetry"],
    }),
    "package-lock.json": "{}",
    "codegen/package.json": manifest("codegen", { dependencies: upon }),
    "packages/core/package.json": manifest("core", {}),
    "packages/opentelemetry/package.json": manifest("opentelemetry", { peerDependencies: upon }),
    ".changeset/config.json": JSON.stringify({ ...config, ignore: [] }),
    ".changeset/clients.json": JSON.stringify({ start: "0.1.0", released }),
    ...Object.fromEntries(Object.entries(changesets).map(([name, text]) => [`.changeset/${name}`, text])),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
