import { chooseSigner } from "../auth/auth-scheme.js";
import type { Identity } from "../auth/identity.js";
import { type Signer, type SigningContext, UNSIGNED } from "../auth/signer.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { HttpRequest } from "../http/message.js";
import { hashBody } from "./hash-body.js";
import { type Call, emit, emitUntilAnswer, isHandled } from "./open-call.js";

/** How a request is to be signed, besides what its call says. */
export interface SigningOptions {
  /** The kind of presigning; none for a request that is sent. */
  readonly suffix?: "" | "-query" | "-presign-post";
  readonly expiresIn?: number | undefined;
  readonly checksum?: RequestChecksum | undefined;
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
  const signed = signing?.signer.sign(request, signing.identity, signing.context);
  if (signed !== undefined) await signed;
}

/** Decides who signs: a handler's signer, the operation's or the client's. Undefined for requests that go unsigned. */
export async function chooseSigning(
  call: Call,
  request: HttpRequest,
  options: SigningOptions,
): Promise<Signing | undefined> {
  const { client, operation, context } = call;
  const choice = chooseSigner(
    {
      authType: context.authType,
      region: context.signing?.region,
      signingName: context.signing?.signingName,
      unsignedPayload: context.unsignedPayload,
    },
    client.auth,
    options.suffix ?? "",
  );
  const { region, signingName } = choice;
  let signer: string | Signer = choice.signatureVersion;
  if (isHandled(call, "choose-signer")) {
    const answer = await emitUntilAnswer(call, "choose-signer", {
      signingName,
      regionName: region,
      signatureVersion: signer,
      context,
    });
    if (answer !== undefined) signer = withSuffix(answer as string | Signer, options.suffix ?? "");
  }
  const signatureVersion = typeof signer === "string" ? signer : signer.name;
  if (isHandled(call, "before-sign")) {
    const operationName = operation.name;
    await emit(call, "before-sign", {
      request,
      signingName,
      regionName: region,
      signatureVersion,
      operationName,
      context,
    });
  }
  if (signer === UNSIGNED) return undefined;
  const found = typeof signer === "string" ? client.signer(signer) : signer;
  const chosen = found instanceof Promise ? await found : found;
  const given = chosen.identityKind === "token" ? client.token() : client.credentials();
  const identity = given instanceof Promise ? await given : given;
  const signingContext: SigningContext = {
    region,
    signingName,
    time: client.now(),
    unsignedPayload: choice.unsignedPayload,
    payloadSigningEnabled: client.config.s3.payloadSigningEnabled,
    streamingInput: context.hasStreamingInput,
    checksumHeader: options.checksum?.name,
    trailer: options.checksum?.place === "trailer",
    payloadHash: () => hashBody(request),
    expiresIn: options.expiresIn,
    authPath: context.authPath,
  };
  return { signer: chosen, identity, context: signingContext };
}

/** A handler names the signer for headers; presigning has its own. (botocore signers.py, _choose_signer) */
function withSuffix(signer: string | Signer, suffix: string): string | Signer {
  if (typeof signer !== "string" || signer === UNSIGNED || signer.endsWith(suffix)) return signer;
  return signer + suffix;
}
