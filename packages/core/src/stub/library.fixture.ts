import type { ServiceDescriptor } from "../client/service-descriptor.js";
import { accountId } from "../endpoints/built-ins.js";
import { ClientError } from "../errors/client-error.js";
import { blob$ } from "../protocols/blob.js";
import { eventStreams } from "../protocols/event-stream/event-streams.js";
import { restJson } from "../protocols/rest-json.js";
import { streams } from "../protocols/streams.js";
import { timestamp$ } from "../protocols/timestamp.js";
import { union$ } from "../protocols/union.js";
import {
  HEADER,
  INTEGER,
  LONG,
  PAYLOAD,
  QUERYSTRING,
  REQUIRED,
  type Schema,
  SENSITIVE,
  STREAMING,
  STRING,
  URI,
} from "../schema/codes.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { CallOptions, Operation, OperationDescriptor, ServiceClient } from "../schema/operation.js";
import type { TaggedUnion } from "../schema/values.js";
import type { StreamingBody } from "../streaming/streaming-body.js";

/** A service to try stubs on, as the generator would state it. */
export const library: ServiceDescriptor<"library"> = {
  id: "library",
  folder: "library",
  serviceId: "Library",
  apiVersion: "2026-01-01",
  endpointPrefix: "library",
  signingName: "library",
  signatureVersion: "v4",
  protocol: restJson,
  endpoint: {
    parameters: { AccountId: accountId },
    resolve: () => ({ url: "https://library.test", properties: {}, headers: {} }),
  },
};

export interface Label {
  Key: string;
  Value?: string;
}

export interface GetBookRequest {
  Shelf: string;
  Id: string;
  Reader?: string | undefined;
  CardNumber?: string | undefined;
  Labels?: Label[] | undefined;
}

export interface GetBookOutput {
  Title: string;
  Labels: Label[];
  Due?: Date;
  Pages?: number;
  Bytes?: number;
  Cover?: Uint8Array;
  Format?: TaggedUnion<{ Paper: { Weight: number }; Film: string }>;
}

export interface ReadBookOutput {
  Text: StreamingBody;
  ContentType?: string;
}

export type ReadingEvent = TaggedUnion<{ Turn: { Page: number; By?: string }; Note: { Text?: string } }>;

export interface FollowReadingOutput {
  Events: AsyncIterable<ReadingEvent>;
}

const named: Schema = { Shelf: ["t", STRING, URI + REQUIRED], Id: ["t", STRING, URI + REQUIRED] };
const label: Schema = { Key: ["t", STRING, REQUIRED], Value: STRING };
const readingEvents: Schema = {
  Turn: { Page: ["t", INTEGER, REQUIRED], By: STRING },
  Note: { Text: STRING },
  $: { eventStream: 1, union: union$ },
};

/** Status 404. */
export class NoSuchBook extends ClientError {
  override readonly name = "NoSuchBook";
  declare readonly Id?: string;
}

export const NoSuchBook$: ErrorSchema = {
  name: "NoSuchBook",
  type: NoSuchBook,
  status: 404,
  fault: "client",
  members: { Id: ["t", STRING, REQUIRED], Shelf: ["t", STRING, REQUIRED] },
};

export const getBook: Operation<"library", GetBookRequest, GetBookOutput, NoSuchBook> = operation({
  name: "GetBook",
  http: ["GET", "/shelves/{Shelf}/{Id}"],
  input: {
    ...named,
    Reader: ["t", STRING, QUERYSTRING],
    CardNumber: ["t", STRING + SENSITIVE, HEADER, "x-card"],
    Labels: ["l", label],
  },
  output: {
    Title: ["t", STRING, REQUIRED],
    Labels: ["t", ["l", label, 2], REQUIRED],
    Due: timestamp$,
    Pages: INTEGER,
    Bytes: LONG,
    Cover: blob$,
    Format: { Paper: { Weight: ["t", INTEGER, REQUIRED] }, Film: STRING, $: { union: union$ } },
  },
  errors: [NoSuchBook$],
});

export const readBook: Operation<"library", { Shelf: string; Id: string }, ReadBookOutput, NoSuchBook> = operation({
  name: "ReadBook",
  http: ["GET", "/shelves/{Shelf}/{Id}/text", 203],
  input: named,
  output: { Text: ["t", blob$, PAYLOAD + STREAMING], ContentType: ["t", STRING, HEADER, "Content-Type"] },
  errors: [NoSuchBook$],
  streams,
});

export const followReading: Operation<"library", { Shelf: string; Id: string }, FollowReadingOutput, never> = operation(
  {
    name: "FollowReading",
    http: ["GET", "/shelves/{Shelf}/{Id}/events"],
    input: named,
    output: { Events: ["t", readingEvents, PAYLOAD] },
    events: eventStreams,
    streams,
  },
);

function operation<Input, Output, Failure>(model: OperationDescriptor): Operation<"library", Input, Output, Failure> {
  const run = (client: ServiceClient<"library">, input: Input, options?: CallOptions): Promise<unknown> =>
    client["~call"](model, input, options);
  return Object.assign(run, { model }) as Operation<"library", Input, Output, Failure>;
}
