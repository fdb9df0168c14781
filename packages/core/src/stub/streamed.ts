import { ParamValidationError } from "../errors/call.js";
import type { MemberSchema, StructureSchema } from "../schema/read.js";
import { bytesOf } from "../streaming/byte-iterator.js";
import { bodyFrom } from "../streaming/input.js";
import { StreamingBody } from "../streaming/streaming-body.js";
import type { StreamingInput } from "../streaming/types.js";
import { checkEvent, copyValue } from "./output-values.js";

/** Makes the stream of a stubbed output, a new one for each call that it answers. */
export function streamSource(member: MemberSchema, given: unknown, output: Record<string, unknown>): () => unknown {
  return member.value.kind === "structure"
    ? eventSource(member.name, member.value, given as Events | undefined)
    : bodySource(given as StreamingInput | undefined, output["ContentType"]);
}

type Event = Record<string, unknown>;
type Events = readonly Event[] | AsyncIterable<Event>;

function bodySource(given: StreamingInput | undefined, contentType: unknown): () => StreamingBody {
  const options = typeof contentType === "string" ? { contentType } : {};
  const body = bodyFrom(given ?? "");
  if (ArrayBuffer.isView(body)) return () => new StreamingBody(body, { ...options, contentLength: body.byteLength });
  const source = body.repeatable ? body : repeatable(bytesOf(body));
  return () => new StreamingBody(source, { ...options, contentLength: body.length });
}

function eventSource(name: string, schema: StructureSchema, given: Events = []): () => AsyncGenerator<Event, void> {
  const source = Symbol.asyncIterator in given ? repeatable(given) : given;
  return async function* events() {
    let index = 0;
    for await (const event of source) {
      const problems = checkEvent(schema, event, [name, index++]);
      if (problems.length > 0) throw new ParamValidationError(`A stubbed event does not fit: ${problems[0]!.message}`);
      yield copyValue(schema, event) as Event;
    }
  };
}

/** Lets a stream that can be read once be read any number of times, each item taken from it when first asked for. */
function repeatable<Item>(source: AsyncIterable<Item>): AsyncIterable<Item> {
  const items: Promise<IteratorResult<Item>>[] = [];
  let iterator: AsyncIterator<Item> | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      iterator ??= source[Symbol.asyncIterator]();
      for (let at = 0; ; at++) {
        const { done, value } = await (items[at] ??= iterator.next());
        if (done) return;
        yield value;
      }
    },
  };
}
