import { expect, expectTypeOf, test } from "vitest";
import * as node from "./run-process.node.js";
import * as web from "./run-process.web.js";

test("both platforms have the same exports", () => {
  expectTypeOf<typeof web>().toEqualTypeOf<typeof node>();
});

test("a program's output and exit code are told", async () => {
  const script = "process.stdout.write('ö'.repeat(100000)); process.stderr.write('e'); process.exitCode = 4";
  expect(await node.runProcess([process.execPath, "-e", script])).toEqual({
    status: 4,
    stdout: "ö".repeat(100_000),
    stderr: "e",
  });
});

test("the signal that ended a program is told", async () => {
  const ended = await node.runProcess([process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')"]);
  expect(ended.status).toBe("SIGKILL");
});

test("elsewhere no program can be run", async () => {
  await expect(web.runProcess(["program"])).rejects.toMatchObject({ name: "MissingDependencyException" });
});
