import { XmlTextCursor } from "#platform/xml-cursor";
import type { ResolvedConfig } from "../../config/resolved-config.js";
import { fromUtf8 } from "../../encoding/utf8.js";
import type { EventPayload } from "../../events/event-map.js";
import { isTimestampInput } from "../../protocols/timestamp.js";
import { withXml } from "../../protocols/xml/decode.js";
import { MalformedXmlError } from "../../protocols/xml/malformed.js";
import { readDocument } from "../../protocols/xml/read.js";
import { readSchema } from "../../schema/read.js";

type BeforeParse = EventPayload<"before-parse">;

/**
 * S3 may find out that an operation failed after it has answered 200: then the body is an error, or is cut off. Both
 * count as 500, so that they are retried.
 *
 * Whether the XML is sound turns out when the protocol reads it: the call asks `context.isServerFailure` about what it
 * throws. Only a body that nothing reads is checked here.
 *
 * @see Amazon S3 API Reference, CopyObject; botocore handlers.py, _handle_200_error
 */
export async function findFailure({ model, response, context }: BeforeParse): Promise<void> {
  const { status, body } = response;
  if (status !== 200 || body.length === 0 || model.output === undefined) return;
  const { payload, members } = readSchema(model.output);
  const kind = payload?.value.kind;
  if (kind === "blob" || kind === "string" || (kind === "structure" && payload?.value.eventStream)) return;
  context.isServerFailure = isMalformed;
  const isUnread = payload === undefined && members.every(({ location }) => location !== "body");
  if (hasErrorRoot(body) || (isUnread && !(await isSound(body)))) response.status = 500;
}

function isMalformed(error: unknown): boolean {
  return error instanceof MalformedXmlError;
}

/** Looks at the beginning only. What is malformed there is found when all is read. */
function hasErrorRoot(body: Uint8Array): boolean {
  try {
    const root = new XmlTextCursor(fromUtf8(body.subarray(0, 1024)));
    return root.isNamed("Error") && !root.isQualified;
  } catch {
    return false;
  }
}

async function isSound(body: Uint8Array): Promise<boolean> {
  try {
    await withXml(body, (text) => readDocument(text, (root) => root.skip()));
    return true;
  } catch (error) {
    if (isMalformed(error)) return false;
    throw error;
  }
}

/** `Expires` may hold anything: the raw text is kept, and what is no date is not read as one. */
export function keepExpires({ model, response, additions, context }: BeforeParse): void {
  const text = response.headers.expires;
  if (!text || model.output === undefined) return;
  const member = readSchema(model.output).byName.get("Expires");
  if (member?.location !== "header" || member.wireName !== "Expires") return;
  additions.ExpiresString = text;
  if (isTimestampInput(text)) return;
  delete response.headers.expires;
  const { logger } = (context.clientConfig ?? {}) as Partial<ResolvedConfig>;
  logger?.warn(`${model.name}: Expires is no date ("${text}"), so it is given as ExpiresString only.`);
}

/** The region is the text of the root itself, which no model can say; in us-east-1 there is none. */
export async function readBucketLocation({ response, additions }: BeforeParse): Promise<void> {
  if (response.status >= 300 || response.body.length === 0) return;
  try {
    const region = await withXml(response.body, (text) => readDocument(text, (root) => root.readText()));
    additions.LocationConstraint = region || null;
  } catch (error) {
    // The protocol will meet it again, and report it.
    if (!isMalformed(error)) throw error;
  }
}
