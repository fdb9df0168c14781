import { call } from "../../client/call.js";
import type { ClientState } from "../../client/client-state.js";
import type { Customization } from "../../client/service-descriptor.js";
import { EndpointDiscoveryRefreshFailed, EndpointDiscoveryRequired } from "../../errors/endpoint.js";
import { ConnectionError, HTTPClientError } from "../../errors/http.js";
import type { EventHandler } from "../../events/emitter.js";
import type { EventPayload } from "../../events/event-map.js";
import { LONG, REQUIRED, STRING } from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";

/**
 * The customizations of a service that tells by `DescribeEndpoints` where its other operations are to be called.
 *
 * What was told is kept per client. No model names parts of the input that would decide on the endpoint, so it is the
 * same for all calls of a client.
 *
 * @see botocore discovery.py; client.py, _register_endpoint_discovery
 */
export function discoverEndpoints(service: string): readonly Customization[] {
  return [
    { event: `before-parameter-build.${service}`, handler: decideOnDiscovery as EventHandler },
    { event: `request-created.${service}`, handler: moveToDiscovered as EventHandler, order: "first" },
    { event: `needs-retry.${service}`, handler: leaveRefusingEndpoint as EventHandler },
  ];
}

/** What is known of a call that goes to a discovered endpoint. */
interface Discovery {
  readonly isRequired: boolean;
  refusals: number;
}

function decideOnDiscovery({ model, context }: EventPayload<"before-parameter-build">): void {
  const { config } = context.client as ClientState;
  if (model.discovery === undefined || config.endpointGiven) return;
  const isRequired = model.discovery.required === 1;
  const enabled = config.endpointDiscoveryEnabled;
  if (enabled === true || (enabled === "auto" && isRequired)) {
    context["discovery"] = { isRequired, refusals: 0 } satisfies Discovery;
  } else if (isRequired) {
    throw new EndpointDiscoveryRequired(
      `${model.name} needs endpoint discovery, which is switched off: set \`endpointDiscoveryEnabled\` to true or "auto".`,
    );
  }
}

/** The address stands for the whole URL, path included. */
async function moveToDiscovered({ request, context }: EventPayload<"request-created">): Promise<void> {
  const discovery = context["discovery"] as Discovery | undefined;
  if (discovery === undefined) return;
  const address = await findAddress(context.client as ClientState, discovery.isRequired);
  if (address !== undefined) request.url = /^https?:\/\//.test(address) ? address : `https://${address}`;
}

function leaveRefusingEndpoint({ response, parsed, context }: EventPayload<"needs-retry">): number | undefined {
  const discovery = context["discovery"] as Discovery | undefined;
  if (discovery === undefined || response === undefined) return undefined;
  const { Code } = (parsed?.["Error"] ?? {}) as { readonly Code?: string };
  if (response.status !== 421 && Code !== "InvalidEndpointException") return undefined;
  knownEndpoints.get(context.client as ClientState)!.endpoints = [];
  discovery.refusals += 1;
  return discovery.refusals > maxRefusals ? undefined : 0;
}

interface DiscoveredEndpoint {
  readonly address: string;
  /** Epoch milliseconds. */
  readonly expiration: number;
}

/** What a client was told, and how its last attempt to be told ended. */
interface KnownEndpoints {
  endpoints: readonly DiscoveredEndpoint[];
  pending: Promise<void> | undefined;
  /** Epoch milliseconds; before that, nothing is asked if it can be avoided. */
  failedUntil: number;
  failure: unknown;
}

/** An address that was told; undefined where none could be had and none is needed. */
async function findAddress(client: ClientState, isRequired: boolean): Promise<string | undefined> {
  let known = knownEndpoints.get(client);
  if (known === undefined) {
    known = { endpoints: [], pending: undefined, failedUntil: 0, failure: undefined };
    knownEndpoints.set(client, known);
  }
  const now = client.now();
  const current = known.endpoints.find(({ expiration }) => now < expiration);
  if (current !== undefined) return current.address;
  if (now >= known.failedUntil || (isRequired && known.endpoints.length === 0)) {
    known.pending ??= refresh(client, known);
    await known.pending;
  }
  // After a failure an old address is better than none.
  const [first] = known.endpoints;
  if (first !== undefined || !isRequired) return first?.address;
  throw new EndpointDiscoveryRefreshFailed(
    `${client.service.serviceId} did not tell an endpoint: ${describeEndpoints.name} failed or named none.`,
    { cause: known.failure },
  );
}

/** Asks once for all calls that wait. Only where there is no connection is it a failure of discovery. */
async function refresh(client: ClientState, known: KnownEndpoints): Promise<void> {
  try {
    const { Endpoints = [] } = (await call(client, describeEndpoints, {})) as DescribeEndpointsResponse;
    const now = client.now();
    known.endpoints = Endpoints.map(({ Address, CachePeriodInMinutes }) => ({
      address: Address,
      expiration: now + Number(CachePeriodInMinutes) * 60_000,
    }));
    known.failedUntil = 0;
    known.failure = undefined;
  } catch (error) {
    if (!(error instanceof ConnectionError) && !(error instanceof HTTPClientError)) throw error;
    known.failedUntil = client.now() + 60_000;
    known.failure = error;
  } finally {
    known.pending = undefined;
  }
}

interface DescribeEndpointsResponse {
  readonly Endpoints?: readonly { readonly Address: string; readonly CachePeriodInMinutes: number | bigint }[];
}

/** The same in all models that have it. */
const describeEndpoints: OperationDescriptor = {
  name: "DescribeEndpoints",
  http: ["POST", "/"],
  input: {},
  output: {
    Endpoints: [
      "t",
      ["l", { Address: ["t", STRING, REQUIRED], CachePeriodInMinutes: ["t", LONG, REQUIRED] }],
      REQUIRED,
    ],
  },
  endpointOperation: 1,
};

/** Refusals do not count as attempts, so a service that always refuses would keep a call going for ever. */
const maxRefusals = 10;

const knownEndpoints = /*#__PURE__*/ new WeakMap<ClientState, KnownEndpoints>();
