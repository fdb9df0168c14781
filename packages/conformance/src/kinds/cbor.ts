import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { RawService } from "@inia/core/model";
import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { isPlain } from "../decode-value.js";
import { Exchange } from "../exchange.js";
import { serviceOfModel } from "../model-service.js";
import { parseExactly } from "../parse-exactly.js";
import type { TestCase } from "../test-case.js";
import type { VectorFile } from "../vectors/files.js";

interface CborCase {
  readonly description: string;
  /** Hexadecimal digits. */
  readonly input: string;
  readonly expect?: unknown;
  readonly error?: boolean;
}

/** Cases of CBOR items: each is the only member of an answer, whose shape is what the case expects. */
export function cborCases({ path }: VectorFile): TestCase[] {
  const cases = parseExactly(readFileSync(path, "utf8")) as readonly CborCase[];
  return cases.map((one) => ({
    kind: "cbor",
    service: basename(path, ".json"),
    name: one.description,
    run: ({ mapPair }) => runItem(one, mapPair),
  }));
}

async function runItem(one: CborCase, mapPair: Parameters<typeof compare>[2]): Promise<Difference | undefined> {
  const shapes: Record<string, unknown> = {};
  // A malformed item is skipped as a member that the model does not know: that must find it, too.
  const members = one.error ? {} : { v: { shape: defineShape(one.expect, shapes) } };
  shapes["Output"] = { type: "structure", members };
  const service = serviceOfModel(
    {
      metadata,
      operations: { Get: { name: "Get", http: { method: "POST", requestUri: "/" }, output: { shape: "Output" } } },
      shapes: shapes as never,
    },
    { parameters: {}, resolve: () => ({ url: "https://localhost", properties: {}, headers: {} }) },
  );
  // {"v": item}
  const body = new Uint8Array(Buffer.from(`a16176${one.input}`, "hex"));
  const headers = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };
  const client = service.open({
    ...clientConfig({}, { httpHandler: new Exchange(() => ({ status: 200, headers, body })) }),
    signatureVersion: "none",
  });
  try {
    const output = (await service.call(client, "Get", {})) as { v?: unknown };
    return one.error ? differ("<refusal>", "an error", output) : compareItem(one.expect, output.v, mapPair);
  } catch (error) {
    return one.error && (error as Error).name === "ResponseParserError"
      ? undefined
      : differ("<parse>", one.expect, error);
  }
}

function compareItem(
  expected: unknown,
  actual: unknown,
  mapPair: Parameters<typeof compare>[2],
): Difference | undefined {
  const [tag, content] = entryOf(expected);
  if (tag === "tag")
    return compare(expected, actual, (one, other, where) => {
      const mapped = mapPair?.(one, other, where);
      return mapped && [valueOf(mapped[0]), mapped[1]];
    });
  // What the model's shape does not allow for is left out: a null member is none.
  return tag === "null"
    ? compare(undefined, actual ?? undefined)
    : compare(valueOf({ [tag]: content }), actual, mapPair);
}

/** The value that an expectation such as `{"uint": 1}` stands for. */
function valueOf(expected: unknown): unknown {
  const [tag, content] = entryOf(expected);
  switch (tag) {
    case "uint":
    case "negint":
      return content;
    case "float32":
      return new Float32Array(Uint32Array.of(Number(content)).buffer)[0];
    case "float64":
      return new Float64Array(BigUint64Array.of(BigInt(content as bigint)).buffer)[0];
    case "bytestring":
      return Uint8Array.from((content as readonly (number | bigint)[]).map(Number));
    case "list":
      return (content as readonly unknown[]).map(valueOf);
    case "map":
      return Object.fromEntries(
        Object.entries(content as object).flatMap(([key, item]) =>
          entryOf(item)[0] === "null" ? [] : [[key, valueOf(item)]],
        ),
      );
    case "null":
      return null;
    default:
      return content;
  }
}

function defineShape(expected: unknown, shapes: Record<string, unknown>): string {
  const [tag, content] = entryOf(expected);
  const name = `Shape${Object.keys(shapes).length}`;
  shapes[name] = {};
  const inner = (item: unknown): { shape: string } => ({ shape: defineShape(item, shapes) });
  if (tag === "list")
    shapes[name] = { type: "list", member: inner((content as readonly unknown[])[0] ?? { string: "" }) };
  else if (tag === "map") {
    const value = inner(Object.values(content as object)[0] ?? { string: "" });
    shapes[name] = { type: "map", key: inner({ string: "" }), value };
  } else if (tag === "tag") return defineShape((content as { value: unknown }).value, shapes);
  else shapes[name] = { type: scalarTypes[tag] ?? "string" };
  return name;
}

const scalarTypes: Readonly<Record<string, string>> = {
  uint: "long",
  negint: "long",
  bool: "boolean",
  float32: "float",
  float64: "double",
  bytestring: "blob",
};

function entryOf(expected: unknown): [tag: string, content: unknown] {
  return isPlain(expected) ? (Object.entries(expected)[0] ?? ["null", undefined]) : ["string", expected];
}

const metadata: RawService["metadata"] = {
  apiVersion: "2026-01-01",
  endpointPrefix: "cbor",
  protocol: "smithy-rpc-v2-cbor",
  serviceId: "Cbor",
  targetPrefix: "Cbor",
};
