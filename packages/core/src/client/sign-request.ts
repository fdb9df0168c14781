import { chunkedPayload } from "#platform/chunked-payload";
import { chooseSigner as chooseByRules, type SigningChoice } from "../auth/auth-scheme.js";
import type { Identity } from "../auth/identity.js";
import { type Signer, type SigningContext, UNSIGNED } from "../auth/signer.js";
import { findSigner, type SignerTable } from "../auth/signer-table.js";
import { bodyOf, isRepeatable } from "../checksums/body.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { HttpRequest } from "../http/message.js";
import type { EventInput } from "../protocols/event-stream/event-streams.js";
import type { BodyStream } from "../streaming/input.js";
import { type Call, emit, emitUntilAnswer, isHandled } from "./open-call.js";

/** How a request is to be signed, besides what its call says. */
export interface SigningOptions {
  /** The kind of presigning; none for a request that is sent. */
  readonly suffix?: "" | "-query" | "-presign-post";
  readonly expiresIn?: number | undefined;
  readonly checksum?: RequestChecksum | undefined;
  /** Signers that are known besides the client's. */
  readonly signers?: SignerTable;
}

/** Who signs a request, as whom, and how. */
export interface Signing {
  readonly signer: Signer;
  readonly identity: Identity | undefined;
  readonly context: SigningContext;
}

/** Signs the request of an attempt. */
export async function signRequest(call: Call, request: HttpRequest, options: SigningOptions): Promise<void> {
  const signing = await chooseSigning(call, request, options);
  call.signing = signing;
  if (signing === undefined) return;
  const by: Pick<EventInput, "sign"> = call.operation.events?.input ?? signing.signer;
  const signed = by.sign(request, signing.identity, signing.context, signing.signer, call.client);
  if (signed !== undefined) await signed;
}

/** Decides who signs: a handler's signer, the operation's or the client's. Undefined for requests that go unsigned. */
export async function chooseSigning(
  call: Call,
  request: HttpRequest,
  options: SigningOptions,
): Promise<Signing | undefined> {
  const chosen = chooseSigner(call, request, options);
  const { signer: named, context } = chosen instanceof Promise ? await chosen : chosen;
  if (named === UNSIGNED) return undefined;
  const found = typeof named === "string" ? findByName(named, call, options) : named;
  const signer = found instanceof Promise ? await found : found;
  const given = identityOf(call, signer.identityKind);
  return { signer, identity: given instanceof Promise ? await given : given, context };
}

/** What signs a request: a signer, or its name. */
export interface SignerChoice {
  readonly signer: string | Signer;
  readonly context: SigningContext;
}

/** Asks operation, endpoint and handlers what a request is signed with. */
export function chooseSigner(
  call: Call,
  request: HttpRequest,
  options: SigningOptions,
): SignerChoice | Promise<SignerChoice> {
  const choice = signingByRules(call, options.suffix);
  if (isHandled(call, "choose-signer") || isHandled(call, "before-sign")) {
    return askHandlers(call, request, options, choice);
  }
  return { signer: choice.signatureVersion, context: signingContext(call, request, options, choice) };
}

/** What operation and endpoint say, before handlers are asked. */
export function signingByRules({ client, context }: Call, suffix?: SigningOptions["suffix"]): SigningChoice {
  const { authType, unsignedPayload, signing } = context;
  const { region, signingName } = signing ?? {};
  return chooseByRules({ authType, region, signingName, unsignedPayload }, client.auth, suffix);
}

async function askHandlers(
  call: Call,
  request: HttpRequest,
  options: SigningOptions,
  choice: SigningChoice,
): Promise<SignerChoice> {
  const { operation } = call;
  const { region: regionName, signingName } = choice;
  let signer: string | Signer = choice.signatureVersion;
  if (isHandled(call, "choose-signer")) {
    const event = { signingName, regionName, signatureVersion: signer };
    const answer = await emitUntilAnswer(call, "choose-signer", event);
    if (answer !== undefined) signer = withSuffix(answer as string | Signer, options.suffix ?? "");
  }
  const signatureVersion = typeof signer === "string" ? signer : signer.name;
  const operationName = operation.name;
  await emit(call, "before-sign", { request, signingName, regionName, signatureVersion, operationName });
  return { signer, context: signingContext(call, request, options, choice) };
}

/** Whom a request is signed for: whom a handler named for this call, else the client's own. */
export function identityOf(
  { client, context }: Call,
  kind: Signer["identityKind"],
): Identity | undefined | Promise<Identity | undefined> {
  if (kind === "token") return client.token();
  return context.identity === undefined ? client.credentials() : (context.identity() as Identity | Promise<Identity>);
}

function findByName(name: string, { client }: Call, { signers = {} }: SigningOptions): Signer | Promise<Signer> {
  return Object.hasOwn(signers, name) ? findSigner(name, [signers]) : client.signer(name);
}

function signingContext(
  call: Call,
  request: HttpRequest,
  options: SigningOptions,
  { region, signingName, unsignedPayload }: SigningChoice,
): SigningContext {
  const { client, context } = call;
  const { streams } = call.operation;
  return {
    region,
    signingName,
    time: client.now(),
    unsignedPayload,
    payloadSigningEnabled: client.config.s3.payloadSigningEnabled,
    streamingInput: context.hasStreamingInput,
    checksumHeader: options.checksum?.name,
    trailer: options.checksum?.place === "trailer",
    payloadHash: streams?.hash && (() => streams.hash!(request.body as BodyStream)),
    oneTime: context.hasStreamingInput && !isRepeatable(bodyOf(request.body)),
    chunks: chunkedPayload ? chunkedPayload(call, request, options.checksum) : undefined,
    expiresIn: options.expiresIn,
    authPath: context.authPath,
  };
}

/** A handler names the signer for headers; presigning has its own. (botocore signers.py, _choose_signer) */
function withSuffix(signer: string | Signer, suffix: string): string | Signer {
  if (typeof signer !== "string" || signer === UNSIGNED || signer.endsWith(suffix)) return signer;
  return signer + suffix;
}
