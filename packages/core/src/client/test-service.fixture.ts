import type { ClientConfig } from "../config/client-config.js";
import type { SessionContext } from "../config/session-context.js";
import { regionalEndpoint, regionalParameters } from "../endpoints/regional.js";
import { ClientError } from "../errors/client-error.js";
import type { HttpRequest, HttpResponse, SendOptions } from "../http/message.js";
import { blob$ } from "../protocols/blob.js";
import { reportInexact } from "../protocols/inexact.js";
import { restJson } from "../protocols/rest-json.js";
import { streams } from "../protocols/streams.js";
import {
  BODY,
  HEADER,
  IDEMPOTENCY_TOKEN,
  INTEGER,
  LONG,
  PAYLOAD,
  QUERYSTRING,
  REQUIRED,
  STREAMING,
  STRING,
  URI,
} from "../schema/codes.js";
import type { ErrorSchema } from "../schema/error-schema.js";
import type { AnyOperation, Operation, OperationDescriptor } from "../schema/operation.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import type { StreamingInput } from "../streaming/types.js";
import { Client } from "./client.js";
import type { ServiceDescriptor } from "./service-descriptor.js";

/** A made-up service: it keeps things at `/things/{Name}`, and files at `/files/{Name}`. */
export const service: ServiceDescriptor<"test"> = {
  id: "test",
  folder: "test",
  serviceId: "Test",
  apiVersion: "2020-01-01",
  endpointPrefix: "test",
  signingName: "test-signing",
  signatureVersion: "v4",
  protocol: restJson,
  endpoint: {
    parameters: regionalParameters,
    resolve: (parameters) => regionalEndpoint(parameters, "test"),
  },
};

/** Does what generated packages do: layers above are not for these tests. */
export function operation<Input, Output>(model: OperationDescriptor): Operation<"test", Input, Output, never> {
  const run = ((client, input, options) => client["~call"](model, input, options)) as Operation<
    "test",
    Input,
    Output,
    never
  >;
  return Object.assign(run, { model });
}

export interface ThingRequest {
  Name: string;
  Filter?: string | undefined;
}

export interface Thing {
  Name?: string;
  Size?: number;
  Serial?: number;
  Tag?: string;
}

/** The service's: it has members of its own, and one whose name every error has. */
export class NoSuchThing extends ClientError {
  override readonly name = "NoSuchThing";
  declare readonly Name?: string;
}

/** Only operation `PutThing` names it. */
export class ThingIsLocked extends ClientError {
  override readonly name = "ThingIsLocked";
}

export const NoSuchThing$: ErrorSchema = {
  name: "NoSuchThing",
  type: NoSuchThing,
  status: 404,
  fault: "client",
  members: { Name: STRING, Message: STRING, attempts: INTEGER, service: STRING, toString: STRING },
};

export const ThingIsLocked$: ErrorSchema = { name: "ThingIsLocked", type: ThingIsLocked, code: "Locked" };

export const Slow$: ErrorSchema = { name: "Slow", type: ClientError, retryable: "throttling" };

export const getThing: Operation<"test", ThingRequest, Thing, never> = operation({
  name: "GetThing",
  http: ["GET", "/things/{Name}"],
  input: { Name: ["t", STRING, URI + REQUIRED], Filter: ["t", STRING, QUERYSTRING, "filter"] },
  output: { Name: STRING, Size: INTEGER, Serial: LONG, Tag: ["t", STRING, HEADER, "x-tag"] },
  errors: [NoSuchThing$, Slow$],
  reportInexact,
});

export const putThing: Operation<
  "test",
  ThingRequest & { Label?: Record<string, string> | undefined; Token?: string | undefined },
  object,
  never
> = operation({
  name: "PutThing",
  http: ["PUT", "/things/{Name}"],
  input: {
    Name: ["t", STRING, URI + REQUIRED],
    Label: ["m", STRING],
    Token: ["t", STRING, BODY + IDEMPOTENCY_TOKEN],
  },
  errors: [ThingIsLocked$],
});

export const getFile: Operation<"test", { Name: string }, { Body: StreamingBody; Tag?: string }, never> = operation({
  name: "GetFile",
  http: ["GET", "/files/{Name}"],
  input: { Name: ["t", STRING, URI + REQUIRED] },
  output: { Body: ["t", blob$, PAYLOAD + STREAMING], Tag: ["t", STRING, HEADER, "x-tag"] },
  errors: [NoSuchThing$],
  streams,
});

export const putFile: Operation<"test", { Name: string; Body: StreamingInput }, object, never> = operation({
  name: "PutFile",
  http: ["PUT", "/files/{Name}"],
  input: { Name: ["t", STRING, URI + REQUIRED], Body: ["t", blob$, PAYLOAD + STREAMING] },
  streams,
});

/** What a generated `TestClient` is. */
export class TestClient extends Client<"test"> {
  constructor(config: ClientConfig = {}, session?: SessionContext, descriptor: ServiceDescriptor<"test"> = service) {
    super(descriptor, config, session);
  }
}

/** What a generated `Test` is: the client that brings all operations and errors. */
export class Test extends TestClient {
  override get "~operations"(): Readonly<Record<string, AnyOperation>> {
    return { getThing, putThing, getFile, putFile };
  }
  override get "~errors"(): readonly ErrorSchema[] {
    return [NoSuchThing$, ThingIsLocked$, Slow$];
  }
}

export const credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } = {
  accessKeyId: "AKIDTEST",
  secretAccessKey: "secret",
};

/** What a request is answered with: a response, or an error on the way. */
export type Answer = HttpResponse | Error | ((request: HttpRequest, options: SendOptions) => Promise<HttpResponse>);

export interface TestSetup {
  /** One after the other; the last one goes on. */
  readonly answers?: readonly Answer[];
  readonly config?: ClientConfig;
  readonly service?: Partial<ServiceDescriptor<"test">>;
  readonly session?: SessionContext;
}

/** A client, what it sent, and how long it waited. Its clock stands still at 2020-01-01. */
export interface TestBench {
  readonly client: Test;
  readonly requests: HttpRequest[];
  readonly options: SendOptions[];
  readonly sleeps: number[];
}

export function bench({ answers = [json({})], config, service: facts, session }: TestSetup = {}): TestBench {
  const requests: HttpRequest[] = [];
  const options: SendOptions[] = [];
  const sleeps: number[] = [];
  const given: ClientConfig = {
    region: "eu-west-1",
    credentials,
    loadConfig: false,
    clock: () => Date.UTC(2020, 0, 1),
    random: () => 0.5,
    sleep: async (ms) => void sleeps.push(ms),
    httpHandler: {
      async send(request, sendOptions) {
        const answer = answers[Math.min(requests.length, answers.length - 1)]!;
        requests.push(request);
        options.push(sendOptions);
        if (typeof answer === "function") return answer(request, sendOptions);
        if (answer instanceof Error) throw answer;
        return { ...answer, headers: { ...answer.headers } };
      },
    },
    ...config,
  };
  return { client: new Test(given, session, { ...service, ...facts }), requests, options, sleeps };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): HttpResponse {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return { status, headers: { "x-amzn-requestid": "request-1", ...headers }, body };
}

/** An error as the service tells it. */
export function refusal(code: string, status = 400, members: object = {}): HttpResponse {
  return json({ message: "No.", ...members }, status, { "x-amzn-errortype": code });
}
