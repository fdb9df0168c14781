import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@inia/client-s3";
import { isIniaError } from "@inia/core";
import { createHttpHandler } from "@inia/core/http";
import { defaultCredential, startFaultServer } from "@inia/local-aws";
import { Bucket, startLocalS3 } from "../local-s3.fixture.js";
import type { Fault } from "./faults.js";
import { bytes, key, type State, source } from "./states.js";

/** What a fault made of a transfer. */
export interface Outcome {
  /** As it stands in the table. */
  readonly text: string;
  /** What should not be there when the transfer is over: empty, unless the program was told. */
  readonly left: readonly string[];
}

/** Runs a transfer whose requests in a state have a fault: the first of them (`once`), or all. */
export async function runState(fault: Fault, state: State, once: boolean): Promise<Outcome> {
  await using local = await startLocalS3();
  await local.s3.putObject({ Bucket, Key: source, Body: bytes });
  const folder = await mkdtemp(join(tmpdir(), "inia-transfer-"));
  let struck = 0;
  await using server = await startFaultServer({
    async react(exchange) {
      const [, method = "", target = ""] = /^(\S+) (\S+)/.exec(exchange.head) ?? [];
      const range = /^range: *(\S+)/im.exec(exchange.head)?.[1];
      if (state.matches({ method, target, range }) && (struck++ === 0 || !once)) {
        await fault.react(exchange, local.server.port);
        return;
      }
      const answer = await exchange.forward(local.server.port);
      if (answer !== undefined) exchange.socket.end(answer);
    },
  });
  const httpHandler = createHttpHandler({ maxWaiting: ++handlers });
  const s3 = new S3({
    region: "us-east-1",
    credentials: defaultCredential,
    endpoint: `http://127.0.0.1:${server.port}`,
    loadConfig: false,
    readTimeoutMs: fault.readTimeoutMs ?? 10_000,
    sleep: async () => {},
    random: () => 0.5,
    httpHandler,
  });
  const failure = await settled(state.run(s3, folder));
  // What the transfer began is over when its promise is.
  const { open, idle, waiting, unreadBodies } = httpHandler.metrics();
  const left = [
    ...(waiting > 0 ? [`${waiting} requests`] : []),
    ...(unreadBodies > 0 ? [`${unreadBodies} bodies`] : []),
    ...(open - idle > closing ? [`${open - idle} connections`] : []),
    ...(await leftovers(local.s3, folder, failure)),
  ];
  if (struck === 0) left.push("no request had the fault");
  httpHandler.close();
  await rm(folder, { recursive: true });
  return { text: describe(failure), left };
}

/** The object, or the file, is there whole or not at all; parts are not, unless the error says so. */
async function leftovers(s3: S3, folder: string, failure: unknown): Promise<string[]> {
  const left: string[] = [];
  for (const name of await readdir(folder)) {
    const isWhole = name === "file" && (await readFile(join(folder, name))).equals(bytes);
    if (!isWhole) left.push(`the file ${name}`);
  }
  try {
    const { Body } = await s3.getObject({ Bucket, Key: key });
    if (!Buffer.from(await Body.bytes()).equals(bytes)) left.push("half an object");
  } catch (error) {
    if (!isIniaError(error) || error.code !== "NoSuchKey") throw error;
    if (failure === undefined && (await readdir(folder)).length === 0) left.push("no object");
  }
  const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
  for (const { UploadId } of Uploads) {
    const { Parts = [] } = await s3.listParts({ Bucket, Key: key, UploadId: UploadId! });
    const isTold = (failure as { uploadId?: string } | undefined)?.uploadId === UploadId;
    // An upload whose id was lost with its answer has no parts, and nobody can remove it but a lifecycle rule.
    if (Parts.length > 0 && !isTold) left.push(`${Parts.length} parts`);
  }
  return left;
}

function describe(failure: unknown): string {
  if (failure === undefined) return "ok";
  if (!(failure instanceof Error)) return String(failure);
  if (!isIniaError(failure)) return failure.message;
  const { name, code, cause, attempts } = failure;
  if (name === "LeftoverPartsError") return `${name} (${describe(cause)})`;
  const own = code === name ? name : code;
  return attempts !== undefined && attempts > 1 ? `${own} ×${attempts}` : own;
}

async function settled(transfer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const hanging = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("hangs"), 10_000);
  });
  const result = transfer.then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    return await Promise.race([result, hanging]);
  } finally {
    clearTimeout(timer);
  }
}

/** Handlers of equal settings share connections: each transfer has its own. */
let handlers = 2_000;
/** The server closes each connection after its answer: as many as were in use last may be on their way out. */
const closing = 10;
