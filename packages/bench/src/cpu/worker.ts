// A process that makes calls of one case through one library, for as long as it is told.
import { prepareAwsSdk } from "./aws-sdk.js";
import { prepareFace } from "./aws-sdk-face.js";
import { prepareInia } from "./inia.js";
import { type CaseName, cannedResponse } from "./responses.js";

/** What one turn came to. */
export interface Turn {
  readonly calls: number;
  /** User and system time of the whole process: garbage collection and compilation count. */
  readonly cpuMicroseconds: number;
}

const [library, name] = process.argv.slice(2) as [string, CaseName];
const prepare = library === "inia" ? prepareInia : library === "face" ? prepareFace : prepareAwsSdk;
const call = await prepare(name, cannedResponse(name));

process.on("message", async (milliseconds: number) => {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let calls = 0;
  do {
    await call();
    calls += 1;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  process.send!({ calls, cpuMicroseconds: user + system } satisfies Turn);
});
process.send!("ready");
