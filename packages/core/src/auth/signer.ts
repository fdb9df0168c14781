import type { HttpRequest } from "../http/message.js";
import type { Identity } from "./identity.js";

/** The signature version of requests that are not signed (botocore's `UNSIGNED`). */
export const UNSIGNED = "none" as const;

/** Makes a request one that a service accepts. */
export interface Signer {
  /** The signature version, for example `v4`, `s3v4-query`, `bearer`. */
  readonly name: string;
  /** What `sign` takes for identity. */
  readonly identityKind: "credentials" | "token" | "none";
  /**
   * Changes the request, which is the attempt's own copy: adds headers, or query parameters. It finishes at once
   * where nothing needs to be awaited.
   *
   * @throws {@link NoCredentialsError} or {@link NoAuthTokenError} when there is no identity of the kind.
   */
  sign(request: HttpRequest, identity: Identity | undefined, context: SigningContext): void | Promise<void>;
}

/** What signers know about a call besides its request. */
export interface SigningContext {
  /** The region to sign for; for SigV4a a set: names joined with `,`, or `*`. */
  readonly region?: string | undefined;
  /** The name under which the service signs, for example `s3` or `monitoring`. */
  readonly signingName: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** The operation is one whose body is never hashed (over https). */
  readonly unsignedPayload?: boolean | undefined;
  /** `s3.payloadSigningEnabled`. */
  readonly payloadSigningEnabled?: boolean | undefined;
  /** The operation's input has a streaming body. */
  readonly streamingInput?: boolean | undefined;
  /** The header that carries the body's checksum, where there is one. */
  readonly checksumHeader?: string | undefined;
  /** The body is in chunks and ends with a trailer that carries its checksum. */
  readonly trailer?: boolean | undefined;
  /** Gives the body's SHA-256 in hexadecimal digits, where the body is not bytes. Called only when it is needed. */
  readonly payloadHash?: (() => string | Promise<string>) | undefined;
  /** Whether the body is a stream that can be read only once. */
  readonly oneTime?: boolean | undefined;
  /** How such a body can be signed while it is sent, where its length is known. S3 alone takes it so. */
  readonly chunks?: ChunkedPayload | undefined;
  /** Seconds for which a presigned request is valid; a signer's default is 3,600. */
  readonly expiresIn?: number | undefined;
  /** S3's old signature: the path with the bucket in it, whatever the addressing style. */
  readonly authPath?: string | undefined;
}

/** A body that is signed chunk by chunk. */
export interface ChunkedPayload {
  /** In bytes. */
  readonly length: number;
  /** Whether `Content-Encoding: aws-chunked` says it, too: some stores keep that with the object. */
  readonly announced: boolean;
  /** The checksum that follows the last chunk; its value is asked for when the body has been read. */
  readonly trailer?: { readonly name: string; readonly value: () => string } | undefined;
}
