import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { readCbor, writeCbor } from "./cbor.fixture.js";
import type { StarterProtocol } from "./starter-model.js";

/** Test support: the service of the starter model, in each of its protocols, written by hand. */
export interface ItemsServer extends AsyncDisposable {
  readonly endpoint: string;
  /** `PutItem`, … in the order in which they came. */
  readonly operations: readonly string[];
}

type Values = Record<string, unknown>;

/** How calls and answers travel. */
interface Wire {
  read(request: IncomingMessage, body: Buffer): { readonly operation: string; readonly input: Values };
  answer(operation: string, output: Values): Answer;
  refuse(code: string, message: string, status: number): Answer;
}

interface Answer {
  readonly status?: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

export async function startItemsServer(protocol: StarterProtocol): Promise<ItemsServer> {
  const wire = wires[protocol];
  const items = new Map<string, Values>();
  const operations: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { operation, input } = wire.read(request, Buffer.concat(chunks));
    operations.push(operation);
    const { status = 200, headers, body } = handle(operation, input, items, wire);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handle(operation: string, input: Values, items: Map<string, Values>, wire: Wire): Answer {
  switch (operation) {
    case "PutItem": {
      const Item = { Id: input["Id"], State: "READY", Size: input["Size"], Tags: input["Tags"] ?? {} };
      items.set(String(input["Id"]), Item);
      return wire.answer(operation, { Item });
    }
    case "GetItem": {
      const Item = items.get(String(input["Id"]));
      if (Item === undefined) return wire.refuse("ItemNotFound", `There is no ${input["Id"]}.`, 404);
      return wire.answer(operation, { Item });
    }
    default: {
      const all = [...items.values()];
      const from = Number(input["NextToken"] ?? 0);
      const to = from + Number(input["MaxResults"] ?? 100);
      const more = to < all.length ? { NextToken: String(to) } : {};
      return wire.answer(operation, { Items: all.slice(from, to), ...more });
    }
  }
}

const json = (headers: Record<string, string>) => ({
  answer: (_: string, output: Values): Answer => ({
    headers,
    body: JSON.stringify(output).replaceAll(/"Size":"(\d+)"/g, '"Size":$1'),
  }),
  refuse: (code: string, Message: string, status: number): Answer => ({
    status,
    headers: { ...headers, "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, Message }),
  }),
});

const cbor = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };

const wires: Readonly<Record<StarterProtocol, Wire>> = {
  json: {
    read: (request, body) => ({
      operation: String(request.headers["x-amz-target"]).split(".")[1]!,
      input: readJson(body),
    }),
    ...json({ "content-type": "application/x-amz-json-1.1" }),
  },
  "rest-json": {
    read(request, body) {
      const url = new URL(request.url!, "http://host");
      const id = url.pathname.split("/")[2];
      if (id === undefined) {
        const input = { MaxResults: url.searchParams.get("maxResults"), NextToken: url.searchParams.get("nextToken") };
        return { operation: "ListItems", input: withoutNulls(input) };
      }
      if (request.method === "GET") return { operation: "GetItem", input: { Id: id } };
      return { operation: "PutItem", input: { ...readJson(body), Id: id } };
    },
    ...json({ "content-type": "application/json" }),
  },
  query: {
    read(_, body) {
      const form = new URLSearchParams(body.toString());
      const key = form.get("Tags.entry.1.key");
      const Tags = key === null ? undefined : { [key]: form.get("Tags.entry.1.value") };
      const names = ["Id", "Size", "MaxResults", "NextToken"].map((name) => [name, form.get(name)]);
      return { operation: form.get("Action")!, input: withoutNulls({ ...Object.fromEntries(names), Tags }) };
    },
    answer: (operation, output) => ({
      headers: { "content-type": "text/xml" },
      body: `<${operation}Response><${operation}Result>${xml(output)}</${operation}Result></${operation}Response>`,
    }),
    refuse: (code, message, status) => ({
      status,
      headers: { "content-type": "text/xml" },
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    }),
  },
  cbor: {
    read: (request, body) => ({
      operation: request.url!.split("/").at(-1)!,
      input: body.length === 0 ? {} : (readCbor(body) as Values),
    }),
    answer: (_, output) => ({ headers: cbor, body: writeCbor(output) }),
    refuse: (code, Message, status) => ({ status, headers: cbor, body: writeCbor({ __type: code, Message }) }),
  },
};

/** Lists are `member`s, maps are `entry`s of `key` and `value`. */
function xml(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => {
      if (value === undefined) return "";
      if (Array.isArray(value)) return `<${name}>${value.map((each) => xml({ member: each })).join("")}</${name}>`;
      if (name === "Tags") {
        const entries = Object.entries(value as Values).map(([key, each]) => xml({ entry: { key, value: each } }));
        return `<Tags>${entries.join("")}</Tags>`;
      }
      return `<${name}>${typeof value === "object" ? xml(value as Values) : String(value)}</${name}>`;
    })
    .join("");
}

/** Sizes stay texts: JavaScript's JSON would round the large ones. */
function readJson(body: Buffer): Values {
  const text = body.toString() || "{}";
  return JSON.parse(text.replaceAll(/"Size":(\d+)/g, '"Size":"$1"')) as Values;
}

function withoutNulls(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
