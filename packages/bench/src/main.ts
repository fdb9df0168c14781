// npm run bench: Inia beside aws-sdk v3, in one run on one machine. See README.md.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../../scripts/clients.js";
import { installProject } from "../../../scripts/install-project.js";
import { replaceBetweenMarkers } from "../../../scripts/markers.js";
import { buildAll } from "../../../scripts/run.js";
import { writeChart } from "./chart.js";
import { measureChecksums } from "./checksums/measure-checksums.js";
import { compile } from "./compile.js";
import { measureCpu, measureFace } from "./cpu/measure-cpu.js";
import { measureDocuments } from "./documents/measure-documents.js";
import { measureEditor } from "./editor/measure-editor.js";
import { measureEndpoints } from "./endpoints/measure-endpoints.js";
import { measureEvents } from "./events/measure-events.js";
import { benchFolder } from "./folders.js";
import { measureInstall } from "./install/measure-install.js";
import { measureLoopback } from "./loopback/measure-loopback.js";
import { measureSizes } from "./sizes/measure-sizes.js";
import { runSoak } from "./soak/run-soak.js";
import { measureStartUp } from "./start-up/measure-start-up.js";
import { rounds, runStreamMemory } from "./stream-memory/run-stream-memory.js";
import { measureStreams } from "./streams/measure-streams.js";
import { type Row, table } from "./table.js";
import { measureTransfer } from "./transfer/measure-transfer.js";
import { measureTypes } from "./types/measure-types.js";
import { measureWhole } from "./whole/measure-whole.js";
import { measureXml } from "./xml/measure-xml.js";

/** Measures and gives a table. */
type Suite = (rounds: number) => Promise<string>;

const suites: Readonly<Record<string, Suite>> = {
  "start-up": beside("aws-sdk v3", "start-up over bare Node", measureStartUp, {
    name: "start-up",
    title: "Start-up to the first request, over bare Node",
    floor: "node:crypto alone",
  }),
  cpu: beside("aws-sdk v3", "CPU per call", measureCpu, {
    name: "cpu",
    title: "CPU per call, without network",
    floor: "hashes and JSON alone",
  }),
  loopback: beside("aws-sdk v3", "loopback, 50 at once", measureLoopback),
  "aws-sdk-face": beside("aws-sdk v3", "a program written for v3, CPU per call", measureFace),
  documents: beside("util-dynamodb", "CPU per item", measureDocuments),
  streams: beside("aws-sdk v3", "an object of 256 MB, streamed", measureStreams),
  xml: beside("fast-xml-parser", "CPU per entry of a page", measureXml),
  transfer: beside("aws-sdk v3", "transfers of large objects", measureTransfer),
  events: measureEvents,
  endpoints: beside("aws-sdk v3", "CPU of endpoint rules, nothing cached", measureEndpoints),
  checksums: measureChecksums,
  types: beside("aws-sdk v3", "type-checking over an empty program", measureTypes),
  editor: beside("aws-sdk v3", "open to first completion, tsserver 5.9", measureEditor),
  install: beside("aws-sdk v3", "installed", measureInstall),
  whole: measureWhole,
  sizes: beside("aws-sdk v3", "browser bundle, gzip", (_rounds, report) => measureSizes(report), {
    name: "sizes",
    title: "Browser bundle of one operation, gzip",
    floor: "aws4fetch, which signs and no more",
  }),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "15" },
    profile: { type: "string" },
    calls: { type: "string", default: "1000000" },
  },
});
if (positionals.includes("soak")) {
  await buildAll();
  process.exit((await runSoak(Number(values.calls))) ? 0 : 1);
}
if (positionals.includes("stream-memory")) {
  await buildAll();
  console.log("stream-memory");
  const { table: result, problems } = await runStreamMemory();
  console.log(`\n${result}\n`);
  for (const problem of problems) console.error(problem);
  writeResult("stream-memory", `${result}\n\n${circumstances(rounds)}`);
  process.exit(problems.length > 0 ? 1 : 0);
}
const names = positionals.length === 0 ? Object.keys(suites) : positionals;
const unknown = names.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(
    `No such suite: ${unknown.join(", ")}. Suites are: ${Object.keys(suites).join(", ")}, soak, stream-memory.`,
  );
  process.exit(1);
}

installProject(benchFolder, "the benchmarks need aws-sdk v3 beside us");
await buildAll();
if (values.profile !== undefined) {
  const program = await compile("cpu/profile.ts");
  const args = ["--enable-source-maps", program, values.profile, root];
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1);
}
for (const name of names) {
  console.log(`\n${name}`);
  const result = await suites[name]!(Number(values.rounds));
  console.log(`\n${result}`);
  writeResult(name, `${result}\n\n${circumstances(Number(values.rounds))}`);
}

function beside(
  rival: string,
  title: string,
  measure: (rounds: number, report: (row: Row) => void) => Promise<Row[]>,
  chart?: { readonly name: string; readonly title: string; readonly floor: string },
): Suite {
  return async (rounds) => {
    const rows = await measure(rounds, ({ name, ours, theirs, ratio }) => {
      console.log(`  ${name}: ${ours}, ${rival} ${theirs}, ${ratio.median.toFixed(2)}×`);
    });
    if (chart !== undefined) {
      const drawn = rows.flatMap(({ name, bars }) => (bars === undefined ? [] : [{ name, bars }]));
      writeChart(chart.name, chart.title, chart.floor, drawn);
    }
    return table(title, rival, rows);
  };
}

function writeResult(name: string, text: string): void {
  const path = join(benchFolder, "README.md");
  writeFileSync(path, replaceBetweenMarkers(readFileSync(path, "utf8"), name, text));
}

/** Numbers mean something beside the machine that they were measured on. */
function circumstances(rounds: number): string {
  const date = new Date().toISOString().slice(0, 10);
  const cores = cpus();
  return `${date}, Node ${process.versions.node}, ${cores.length} cores (${cores[0]!.model}), ${rounds} rounds.`;
}
