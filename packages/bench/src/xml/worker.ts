// A process that reads a page through Inia's clients or through fast-xml-parser alone, for as long as it is told.
import { XMLParser } from "fast-xml-parser";
import { prepareInia } from "../cpu/inia.js";
import { turn } from "../turns.js";
import { pagesOf, type XmlCase } from "./pages.js";

/** What one turn came to: CPU time of reading a page once. */
export type MicrosecondsPerPage = number;

const [reader, service, entries] = process.argv.slice(2) as ["inia" | "fast-xml-parser", XmlCase["service"], string];
const { page, empty } = pagesOf({ service, entries: Number(entries) });
const read = reader === "inia" ? await throughClient() : byParserAlone();

process.on("message", async (milliseconds: number) => {
  process.send!(await read(milliseconds));
});
process.send!("ready");

/** Reading is reached through calls alone: what a call takes with an empty page is subtracted. */
async function throughClient(): Promise<(milliseconds: number) => Promise<MicrosecondsPerPage>> {
  const [whole, bare] = await Promise.all([page, empty].map(callThatGets));
  return async (milliseconds) => (await cpuOf(whole!, milliseconds)) - (await cpuOf(bare!, milliseconds / 5));
}

function callThatGets(text: string): Promise<() => Promise<unknown>> {
  const body = new TextEncoder().encode(text);
  const headers = { "content-type": "application/xml", "content-length": String(body.length) };
  return prepareInia(service === "s3" ? "s3ListObjects" : "ec2DescribeInstances", { status: 200, headers, body });
}

/** Texts stay texts: converting them is what would come on top. */
function byParserAlone(): (milliseconds: number) => Promise<MicrosecondsPerPage> {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false });
  return (milliseconds) => cpuOf(async () => parser.parse(page) as unknown, milliseconds);
}

async function cpuOf(call: () => Promise<unknown>, milliseconds: number): Promise<MicrosecondsPerPage> {
  const { calls, cpuMicroseconds } = await turn(call, milliseconds);
  return cpuMicroseconds / calls;
}
