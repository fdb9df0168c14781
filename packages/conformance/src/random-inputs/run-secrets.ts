import type { ClientConfig } from "@inia/core";
import type { HttpResponse } from "@inia/core/http";
import { createFetchHandler } from "@inia/core/http";
import type { OperationModel, ServiceModel, StructureShape } from "@inia/core/model";
import { Stubber } from "@inia/core/stub";
import fc from "fast-check";
import { clientConfig } from "../client-settings.js";
import { discoveryAnswer } from "../discovery.js";
import { Exchange } from "../exchange.js";
import { loadGeneratedService } from "../generated-service.js";
import type { Service, ServiceObject, ServiceRow } from "../service.js";
import { anyInput } from "./any-value.js";
import { constraintsOf } from "./constraints.js";
import { emptyAnswer } from "./empty-answer.js";
import {
  holdsSensitive,
  markedHeaders,
  markedOutput,
  marker,
  printed,
  withMarkers,
  withWrongTypes,
} from "./secrets.js";

/** A failure that showed what it must not. */
export interface Leak {
  readonly operation: string;
  readonly failure: string;
  readonly shown: string;
}

/** How calls of a service are made to fail. */
interface Failing {
  readonly service: Service;
  readonly operation: OperationModel;
  readonly input: Record<string, unknown>;
  open(config: ClientConfig): ServiceObject;
}

/**
 * Makes calls of every operation that has something sensitive fail in every way, with markers in the place of secrets,
 * and looks for them in what the errors and the log show.
 */
export async function runSecrets(
  folder: string,
  { clientId }: ServiceRow,
  { seed }: { readonly seed: number },
): Promise<{ calls: number; leaks: Leak[] }> {
  const [service, { serviceModel }] = await Promise.all([
    loadGeneratedService(folder),
    import(`@inia/client-${clientId}/model`) as Promise<{ serviceModel: ServiceModel }>,
  ]);
  const lines: string[] = [];
  const write = (...texts: unknown[]): void => void lines.push(texts.map(printed).join("\n"));
  const logger = { debug: write, info: write, warn: write, error: write };
  const open = (config: ClientConfig): ServiceObject =>
    service.open({ ...clientConfig({}, {}), credentials, logger, maxAttempts: 2, sleep: async () => {}, ...config });
  const leaks: Leak[] = [];
  let calls = 0;
  for (const [index, name] of serviceModel.operationNames.entries()) {
    const operation = serviceModel.operationModel(name);
    const { inputShape, outputShape, errorShapes } = operation;
    if (![inputShape, outputShape, ...errorShapes].some((shape) => holdsSensitive(shape))) continue;
    const input = inputShape === undefined ? {} : anyMarkedInput(folder, operation, inputShape, seed + index);
    for (const [failure, fail] of Object.entries(failures)) {
      calls += 1;
      lines.length = 0;
      let error: unknown;
      try {
        await fail({ service, operation, input, open });
      } catch (thrown) {
        error = thrown;
      }
      const shown = [printed(error), ...lines].find((text) => text.includes(marker));
      if (shown !== undefined) leaks.push({ operation: name, failure, shown });
    }
  }
  return { calls, leaks };
}

function anyMarkedInput(
  folder: string,
  operation: OperationModel,
  shape: StructureShape,
  seed: number,
): Record<string, unknown> {
  const isXml = operation.serviceModel.resolvedProtocol === "rest-xml";
  const arbitrary = anyInput(shape, { constraints: constraintsOf(folder, operation), isXml });
  return withMarkers(shape, fc.sample(arbitrary, { numRuns: 1, seed })[0]) as Record<string, unknown>;
}

/** Each makes one call; most must fail, and whatever comes of it is looked at. */
const failures: Readonly<Record<string, (failing: Failing) => Promise<unknown>>> = {
  validation: ({ service, operation, input, open }) => {
    const { inputShape } = operation;
    const wrong = inputShape === undefined ? 1 : withWrongTypes(inputShape, input);
    return service.call(open({ httpHandler: new Exchange() }), operation.name, wrong);
  },

  "without validation": ({ service, operation, input, open }) => {
    const wrong = operation.inputShape === undefined ? {} : withWrongTypes(operation.inputShape, input);
    const config = { httpHandler: new Exchange(), parameterValidation: false };
    return service.call(open(config), operation.name, wrong);
  },

  signing: ({ service, operation, input, open }) =>
    service.call(
      open({ httpHandler: new Exchange(), credentials: undefined, token: undefined }),
      operation.name,
      input,
    ),

  transport: ({ service, operation, input, open }) => {
    const fetch = async (url: string): Promise<never> => {
      const cause = Object.assign(new Error(`connect to ${url} failed`), { code: "ECONNREFUSED", path: url });
      throw new TypeError(`error sending request for url (${url})`, { cause });
    };
    return service.call(open({ httpHandler: createFetchHandler({ fetch }) }), operation.name, input);
  },

  timeout: ({ service, operation, input, open }) => {
    const httpHandler = { send: () => new Promise<never>(() => {}) };
    return service.call(open({ httpHandler, callTimeoutMs: 1 }), operation.name, input);
  },

  refusal: async ({ service, operation, input, open }) => {
    const refusals = operation.errorShapes.filter((shape) => holdsSensitive(shape)).map((shape) => refusal(shape));
    refusals.push(refusal());
    let error: unknown;
    for (const answer of refusals) {
      const call = service.call(open({ httpHandler: answering(operation, answer) }), operation.name, input);
      error = await call.catch((thrown: unknown) => thrown);
      if (printed(error).includes(marker)) break;
    }
    throw error;
  },

  "unreadable answer": ({ service, operation, input, open }) =>
    service.call(open({ httpHandler: answering(operation, unreadable(operation)) }), operation.name, input),

  "answer of wrong types": ({ service, operation, input, open }) =>
    service.call(open({ httpHandler: answering(operation, wrongTypes(operation)) }), operation.name, input),

  "no stub": ({ service, operation, input, open }) => {
    const client = open({ httpHandler: new Exchange() });
    new Stubber(client as never).activate();
    return service.call(client, operation.name, input);
  },

  "another stub": ({ service, operation, input, open }) => {
    const client = open({ httpHandler: new Exchange() });
    const [method] = Object.entries(client.meta.methodToApiMapping).find(([, name]) => name === operation.name)!;
    const stubber = new Stubber(client as never) as {
      addClientError(name: string, given: object): unknown;
    } & Stubber<never>;
    const [first, ...others] = Object.entries(input);
    const expectedParams = first === undefined ? { Any: "text" } : Object.fromEntries(others);
    stubber.addClientError(method, { code: "Other", expectedParams });
    stubber.activate();
    return service.call(client, operation.name, input);
  },
};

const credentials = { accessKeyId: `AKID${marker}`, secretAccessKey: marker, sessionToken: marker };

/** Answers with a response, whose headers hold secrets, too. */
function answering(operation: OperationModel, { headers, ...response }: HttpResponse): Exchange {
  const answer = { ...response, headers: { ...headers, ...markedHeaders(operation) } };
  return new Exchange((request) => discoveryAnswer(request, { operation: operation.name, expected: {} }) ?? answer);
}

/** An error with all members that its model has; one that no model knows where none is given. */
function refusal(shape?: StructureShape): HttpResponse {
  const code = shape?.errorCode ?? "Unknown";
  const members = shape === undefined ? {} : (markedOutput(shape) as object);
  const body = Buffer.from(JSON.stringify({ message: "text", ...members, __type: code }));
  return { status: 400, headers: { "content-type": "application/json", "x-amzn-errortype": code }, body };
}

/** A success whose body ends too early. */
function unreadable(operation: OperationModel): HttpResponse {
  const { outputShape, serviceModel } = operation;
  const answer = emptyAnswer(operation);
  const members = outputShape === undefined ? {} : markedOutput(outputShape);
  const body = serviceModel.resolvedProtocol.includes("json")
    ? JSON.stringify(members).slice(0, -1)
    : `<Answer><Value>${holdsSensitive(outputShape) ? marker : "text"}`;
  return { ...answer, headers: withoutLength(answer), body: Buffer.from(body) };
}

/** A success in which text stands where the model says otherwise. */
function wrongTypes(operation: OperationModel): HttpResponse {
  const { outputShape } = operation;
  const answer = emptyAnswer(operation);
  const members = outputShape === undefined ? {} : markedOutput(outputShape, true);
  return { ...answer, headers: withoutLength(answer), body: Buffer.from(JSON.stringify(members)) };
}

function withoutLength({ headers }: HttpResponse): Record<string, string> {
  const { "content-length": _, ...rest } = headers;
  return rest;
}
