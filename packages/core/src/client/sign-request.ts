import { chooseSigner } from "../auth/auth-scheme.js";
import { type Signer, type SigningContext, UNSIGNED } from "../auth/signer.js";
import { findSigner } from "../auth/signer-table.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { HttpRequest } from "../http/message.js";
import type { SerializedRequest } from "../http/serialized-request.js";
import { hashBody } from "./hash-body.js";
import { type Call, emit, emitUntilAnswer, handlersOf } from "./open-call.js";

/** How a request is to be signed, besides what its call says. */
export interface SigningOptions {
  /** The kind of presigning; none for a request that is sent. */
  readonly suffix?: "" | "-query" | "-presign-post";
  readonly expiresIn?: number | undefined;
  readonly checksum?: RequestChecksum | undefined;
  /** The request's body before it was opened: it can be read again. */
  readonly body?: SerializedRequest["body"];
}

/** Signs the request of an attempt, or of a presigned URL: the signer is the user's, the operation's or the client's. */
export async function signRequest(call: Call, request: HttpRequest, options: SigningOptions = {}): Promise<void> {
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
  if (handlersOf(call, "choose-signer").length > 0) {
    const answer = await emitUntilAnswer(call, "choose-signer", {
      signingName,
      regionName: region,
      signatureVersion: signer,
      context,
    });
    if (answer !== undefined) signer = answer as string | Signer;
  }
  const signatureVersion = typeof signer === "string" ? signer : signer.name;
  if (handlersOf(call, "before-sign").length > 0) {
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
  if (signer === UNSIGNED) return;
  const found = typeof signer === "string" ? findSigner(signer, client.signers) : signer;
  const chosen = found instanceof Promise ? await found : found;
  const identity = chosen.identityKind === "token" ? await client.token() : await client.credentials();
  const signing: SigningContext = {
    region,
    signingName,
    time: client.now(),
    unsignedPayload: choice.unsignedPayload,
    payloadSigningEnabled: client.config.s3.payloadSigningEnabled,
    streamingInput: context.hasStreamingInput,
    checksumHeader: options.checksum?.name,
    trailer: options.checksum?.place === "trailer",
    payloadHash: () => hashBody(options.body),
    expiresIn: options.expiresIn,
    authPath: context["authPath"] as string | undefined,
  };
  await chosen.sign(request, identity, signing);
}
