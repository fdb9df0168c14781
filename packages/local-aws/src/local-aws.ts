import { CredentialStore } from "./credentials.js";
import { type DynamoDBOptions, startDynamoDB } from "./dynamodb.js";
import { type S3Options, startS3 } from "./s3/service.js";
import type { LocalService, RequestRecord } from "./service.js";
import { startSqs } from "./sqs/service.js";
import { startSts } from "./sts/service.js";

/** The services that can be started. */
export type LocalServiceName = "s3" | "dynamodb" | "sqs" | "sts";

/** What {@link startLocalAws} takes. */
export interface LocalAwsOptions<Name extends LocalServiceName = LocalServiceName> extends S3Options, DynamoDBOptions {
  /** Which services to start. Default: all. */
  readonly services?: readonly Name[] | undefined;
}

/** Running services by name, each with its `endpoint`, that accept the same credentials. */
export type LocalAws<Name extends LocalServiceName = LocalServiceName> = Readonly<Record<Name, LocalService>> &
  AsyncDisposable & {
    /** All credentials that are accepted, those that STS issued included. */
    readonly credentials: CredentialStore;
    /** The requests of all services, in the order in which they came. */
    readonly requests: readonly RequestRecord[];
    close(): Promise<void>;
  };

/**
 * Starts local services, each on a free loopback port of its own.
 *
 * @example
 * ```ts
 * await using aws = await startLocalAws({ services: ["s3", "sts"] });
 * console.log(aws.s3.endpoint);
 * ```
 */
export async function startLocalAws<Name extends LocalServiceName = LocalServiceName>(
  options: LocalAwsOptions<Name> = {},
): Promise<LocalAws<Name>> {
  const credentials =
    options.credentials instanceof CredentialStore ? options.credentials : new CredentialStore(options.credentials);
  const requests: RequestRecord[] = [];
  const onRequest = (record: RequestRecord): void => {
    if (options.recordRequests ?? true) {
      requests.push(record);
    }
    options.onRequest?.(record);
  };
  const names = options.services ?? (Object.keys(START) as Name[]);
  const started = await Promise.all(
    names.map(async (name) => [name, await START[name]({ ...options, credentials, onRequest })] as const),
  );
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= Promise.all(started.map(([, service]) => service.close())).then(() => undefined);
    return closing;
  };
  const services = Object.fromEntries(started) as Record<Name, LocalService>;
  return { ...services, credentials, requests, close, [Symbol.asyncDispose]: close };
}

const START: Readonly<Record<LocalServiceName, (options: S3Options & DynamoDBOptions) => Promise<LocalService>>> = {
  s3: startS3,
  dynamodb: startDynamoDB,
  sqs: startSqs,
  sts: startSts,
};
