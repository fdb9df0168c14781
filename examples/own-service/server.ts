import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Address, Content, Parcel } from "inia-example-own-service/parcels";

/** The token that the service lets in. */
export const accessToken = "river-pass";

/** A service that runs. */
export interface ParcelServer extends AsyncDisposable {
  readonly endpoint: string;
}

/** What a parcel is on the wire: the model's shapes, with times as text. */
type StoredParcel = Omit<Parcel, "SentAt"> & { readonly SentAt: string };

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

const rivers = ["Amazonas", "Madeira", "Negro", "Tapajós"];
const states = ["ACCEPTED", "ON_THE_RIVER", "DELIVERED"] as const;

/** Starts the service of `models/parcels`: rest-json, bearer tokens, parcels that get on a step whenever one looks. */
export async function startParcels(): Promise<ParcelServer> {
  const parcels = new Map<string, StoredParcel>();
  const idByToken = new Map<string, string>();

  const server = createServer(async (request, response) => {
    const reply = await answer(request);
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    if (request.headers.authorization !== `Bearer ${accessToken}`) {
      return refuse(401, "Unauthorized", { Message: "The token is not known." });
    }
    const url = new URL(request.url ?? "/", "http://parcels");
    const [, , id, part] = url.pathname.split("/");
    if (request.method === "POST") return send(JSON.parse(await textOf(request)));
    if (id === undefined) return list(url.searchParams);
    const parcel = parcels.get(decodeURIComponent(id));
    if (parcel === undefined) return refuse(404, "ParcelNotFound", { Message: `There is no parcel ${id}.` });
    return part === "label" ? label(parcel) : found(moveOn(parcel));
  }

  function send({ To, Content, Grams, ClientToken }: SendParcel): Reply {
    if (!rivers.includes(To.River)) {
      return refuse(422, "AddressUnknown", { Message: `No ship goes up the ${To.River}.`, River: To.River });
    }
    // The same token is the same parcel: a call that is tried again sends nothing twice.
    const known = parcels.get(idByToken.get(ClientToken) ?? "");
    if (known !== undefined) return found(known, 201);
    const ParcelId = randomUUID();
    const parcel: StoredParcel = {
      ParcelId,
      To,
      Content,
      ...(Grams !== undefined && { Grams }),
      State: "ACCEPTED",
      SentAt: new Date().toISOString(),
    };
    idByToken.set(ClientToken, ParcelId);
    return found(keep(parcel), 201);
  }

  function list(query: URLSearchParams): Reply {
    const state = query.get("state");
    const all = [...parcels.values()].filter(({ State }) => state === null || State === state);
    const from = Number(query.get("nextToken") ?? 0);
    const to = from + Number(query.get("maxResults") ?? 100);
    const more = to < all.length ? { NextToken: String(to) } : {};
    return { status: 200, body: JSON.stringify({ Parcels: all.slice(from, to), ...more }) };
  }

  function moveOn(parcel: StoredParcel): StoredParcel {
    const next = states[states.findIndex((state) => state === parcel.State) + 1];
    return next === undefined ? parcel : keep({ ...parcel, State: next });
  }

  function keep(parcel: StoredParcel): StoredParcel {
    parcels.set(parcel.ParcelId, parcel);
    return parcel;
  }
}

interface SendParcel {
  readonly To: Address;
  readonly Content: Content;
  readonly Grams?: number;
  readonly ClientToken: string;
}

function found(parcel: StoredParcel, status = 200): Reply {
  return { status, body: JSON.stringify(parcel) };
}

function label({ ParcelId, To }: StoredParcel): Reply {
  return { status: 200, headers: { "content-type": "text/plain" }, body: `${To.Name}\nRio ${To.River}\n${ParcelId}\n` };
}

function refuse(status: number, code: string, members: object): Reply {
  return { status, headers: { "x-amzn-errortype": code }, body: JSON.stringify(members) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
