import { spawn } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { emptyFolder } from "../load/made-up-models.js";
import { createConceal } from "./conceal.js";
import { fits } from "./packages.js";
import { inspectRuntime } from "./runtime.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const cli = join(root, "codegen/dist/cli.js");

vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  if (!existsSync(cli)) throw new Error("The command is not built: run `npm run build --workspace codegen`.");
});

const secrets = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: "a-session-token-of-some-length",
};

interface Report {
  readonly code: number | null;
  readonly text: string;
}

/** A program's folder with these files, and `node_modules` of ours where they name none. */
function program(files: Readonly<Record<string, string>> = {}): string {
  const dir = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

function ownCore(dir: string): string {
  mkdirSync(join(dir, "node_modules/@inia"), { recursive: true });
  symlinkSync(join(root, "packages/core"), join(dir, "node_modules/@inia/core"), "junction");
  return dir;
}

/** Runs the command with a home of its own and nothing else of this machine's settings. */
function doctor(dir: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, "doctor", dir, ...args], {
      cwd: dir,
      env: { PATH: process.env["PATH"], HOME: join(dir, "home"), AWS_EC2_METADATA_DISABLED: "true", ...env },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, text }));
  });
}

/** A server that answers whatever it is asked, `skewSeconds` before or after our time. */
async function server(skewSeconds: number, status = 403): Promise<AsyncDisposable & { readonly url: string }> {
  const listening = createServer((_, response) => {
    response.setHeader("date", new Date(Date.now() + skewSeconds * 1000).toUTCString());
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  };
}

describe("inia doctor", () => {
  test("where all is well, says so, and no secret", async () => {
    await using there = await server(0);
    const { code, text } = await doctor(
      ownCore(program({ "home/.aws/config": "[default]\nregion = eu-west-1\n[profile dev]\nregion = us-east-1\n" })),
      ["--endpoint", there.url],
      secrets,
    );
    expect(code).toBe(0);
    expect(text).toMatch(/^### inia doctor\n\n\*\*Runtime\*\*\n\n- ✓ Node \d/);
    expect(text).toContain("- ✓ @inia/core ");
    expect(text).toContain("- ✓ ~/.aws/config: there\n");
    expect(text).toContain(
      "- environment: AWS_ACCESS_KEY_ID, AWS_EC2_METADATA_DISABLED, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN",
    );
    expect(text).toContain("- profiles: 2\n- profile: default, chosen by nobody; its keys: region\n");
    expect(text).toMatch(/- ✓ region: eu-west-1, from region of profile "default"/);
    expect(text).toContain("- ✓ env: used, ");
    expect(text).toMatch(/\*\*Endpoint of sts\*\*\n\n- ✓ the configured endpoint: answers \(403\) after \d+ ms\n/);
    expect(text).toContain("**Clock**\n\n- ✓ ");
    expect(text).toMatch(/\nNothing is wrong\.\n$/);
    for (const secret of [...Object.values(secrets), there.url]) expect(text).not.toContain(secret);
  });

  test("a clock that is wrong", async () => {
    await using ahead = await server(-3600);
    await using behind = await server(120);
    const dir = ownCore(program());
    const region = ["--region", "eu-west-1"];
    const wrong = await doctor(dir, [...region, "--endpoint", ahead.url], secrets);
    expect(wrong.code).toBe(1);
    expect(wrong.text).toMatch(/- ✗ 3[56]\d\d s ahead of the server's: signatures are refused/);
    const doubtful = await doctor(dir, [...region, "--endpoint", behind.url], secrets);
    expect(doubtful.code).toBe(0);
    expect(doubtful.text).toMatch(/- ! 1[12]\d s behind the server's: set it right/);
  });

  test("an endpoint that cannot be reached", async () => {
    const gone = await server(0);
    await gone[Symbol.asyncDispose]();
    const { code, text } = await doctor(ownCore(program()), ["--region", "r", "--endpoint", gone.url], secrets);
    expect(code).toBe(1);
    expect(text).toMatch(/- ✗ the configured endpoint: EndpointConnectionError: /);
    expect(text).toContain("**Clock**\n\n- not compared\n");
  });

  test("no credentials, no region: what each provider looked at, in order", async () => {
    const { code, text } = await doctor(ownCore(program()), []);
    expect(code).toBe(1);
    expect(text).toContain("- env: passed, AWS_ACCESS_KEY_ID is not set\n");
    expect(text).toContain("- ✗ no provider has credentials");
    expect(text).toContain("- ! region: none");
    expect(text).toContain("- ! not tried without a region");
  });

  test("a profile that is not there, and a file that is broken", async () => {
    const dir = ownCore(program({ "home/.aws/config": "[profile dev]\nregion = eu-west-1\n" }));
    const missing = await doctor(dir, ["--offline", "--profile", "dve"]);
    expect(missing.code).toBe(1);
    expect(missing.text).toContain('- ✗ There is no profile "dve"');
    expect(missing.text).toContain("did you mean dev?");
    writeFileSync(join(dir, "home/.aws/config"), "[profile dev\nregion");
    const broken = await doctor(dir, ["--offline"]);
    expect(broken.code).toBe(1);
    expect(broken.text).toMatch(/\*\*Configuration\*\*\n\n- ✗ .*~\/\.aws\/config/);
  });

  test("several copies of core, and a client that fits none", async () => {
    const manifest = (name: string, version: string, dependencies = {}): string =>
      JSON.stringify({ name, version, dependencies });
    const dir = ownCore(
      program({
        "node_modules/@inia/client-s3/package.json": manifest("@inia/client-s3", "0.1.0", { "@inia/core": "^0.1.0" }),
        "node_modules/@inia/client-sqs/package.json": manifest("@inia/client-sqs", "9.1.0", { "@inia/core": "^9.1.0" }),
        "node_modules/other/node_modules/@inia/core/package.json": manifest("@inia/core", "0.0.9"),
        "node_modules/.pnpm/x@1/node_modules/@inia/core/package.json": manifest("@inia/core", "0.0.8"),
      }),
    );
    const { code, text } = await doctor(dir, ["--offline"], { ...secrets, AWS_REGION: "eu-west-1" });
    expect(code).toBe(1);
    expect(text).toContain("- ! @inia/core is there 3 times");
    expect(text).toContain(`-   0.0.9 in ${join("node_modules", "other", "node_modules", "@inia", "core")}\n`);
    expect(text).toContain("-   0.0.8 in ");
    expect(text).toContain("- ✗ @inia/client-sqs 9.1.0 needs @inia/core ^9.1.0\n");
    expect(text).not.toContain("client-s3 0.1.0 needs");
  });

  test("a folder without our packages", async () => {
    const { code, text } = await doctor(program(), ["--offline"], { ...secrets, AWS_REGION: "eu-west-1" });
    expect(code).toBe(1);
    expect(text).toContain("- ✗ @inia/core is not installed here");
  });

  test("as JSON", async () => {
    const { text } = await doctor(ownCore(program()), ["--offline", "--json"], secrets);
    const { sections } = JSON.parse(text) as { sections: { title: string; findings: object[] }[] };
    expect(sections.map(({ title }) => title)).toEqual(["Runtime", "Packages", "Configuration", "Credentials"]);
    expect(sections[0]?.findings[0]).toMatchObject({ standing: "good", text: expect.stringContaining("Node") });
  });
});

test.each([
  [{ node: "20.18.3" }, "wrong", "20.19 or newer is needed"],
  [{ node: "23.1.0" }, "doubtful", "no release with long-term support"],
  [{ node: "22.4.0" }, "good", "Node 22.4.0"],
  [{ node: "24.3.0", bun: "1.3.0" }, "good", "Bun 1.3.0"],
])("runtime %j is %s", (versions, standing, text) => {
  const [first] = inspectRuntime({ openssl: "3", ...versions } as never);
  expect(first).toMatchObject({ standing, text: expect.stringContaining(text) });
});

test.each([
  ["0.1.0", "^0.1.0", true],
  ["0.1.9", "^0.1.3", true],
  ["0.1.2", "^0.1.3", false],
  ["0.2.0", "^0.1.0", false],
  ["1.4.0", "^1.3.9", true],
  ["1.3.8", "^1.3.9", false],
  ["2.0.0", "^1.3.9", false],
  ["0.0.3", "^0.0.3", true],
  ["0.0.4", "^0.0.3", false],
  ["1.0.0", "workspace:*", true],
])("version %s in %s: %s", (version, range, expected) => {
  expect(fits(version, range)).toBe(expected);
});

test("keys, tokens, account ids, passwords in addresses and the home are concealed", () => {
  const conceal = createConceal({
    HOME: "/home/iara",
    AWS_SESSION_TOKEN: "tell-nobody",
    AWS_WEB_IDENTITY_TOKEN_FILE: "/t/file",
  });
  expect(
    conceal(
      "/home/iara/.aws arn:aws:iam::123456789012:role/x tell-nobody ASIAABCDEFGHIJKL http://me:pass@proxy /t/file",
    ),
  ).toBe("~/.aws arn:aws:iam::************:role/x *** *** http://***@proxy /t/file");
});
