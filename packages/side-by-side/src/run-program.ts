// A process of its own for each program: node --import tsx run-program.ts PROGRAM RESULT
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { encode, encodeError } from "./encode.js";

interface Program {
  /** What the program gives. */
  main(): Promise<unknown>;
  /** Ends with an error, where there is one. */
  fail?(): Promise<unknown>;
}

const [path, result] = process.argv.slice(2) as [string, string];
const { main, fail } = (await import(pathToFileURL(path).href)) as Program;
const answer = encode(await main());
const thrown = fail === undefined ? null : await fail().then(() => "nothing was thrown", encodeError);
writeFileSync(result, JSON.stringify({ answer, thrown }));
// v3 keeps sockets open that nobody closes here.
process.exit(0);
