import { expectTypeOf } from "vitest";
import type { Client } from "../client/client.js";
import type { CallOptions, InputOf, Operation, OutputOf, WithMetadata } from "../schema/operation.js";
import type { StreamingBody } from "../streaming/streaming-body.js";
import type { StreamingInput } from "../streaming/types.js";
import { ANY } from "./any.js";
import { buildOutput } from "./build-output.js";
import {
  followReading,
  type GetBookOutput,
  type GetBookRequest,
  getBook,
  type ReadingEvent,
  readBook,
} from "./library.fixture.js";
import type { Stubber } from "./stubber.js";
import type { PartOf, StubOutput } from "./types.js";

interface Library extends Client<"library"> {
  getBook(input: GetBookRequest, options?: CallOptions): Promise<WithMetadata<GetBookOutput>>;
  listShelves(input?: { Floor?: number }, options?: CallOptions): Promise<WithMetadata<{ Shelves?: string[] }>>;
}

declare const bare: Stubber<Client<"library">>;
declare const full: Stubber<Library>;
declare const foreign: Operation<"museum", { Id: string }, { Name?: string }, never>;

const book = { Title: "t", Labels: [] };
const where = { Shelf: "s", Id: "1" };

expectTypeOf<OutputOf<typeof getBook>>().toEqualTypeOf<GetBookOutput>();
expectTypeOf<InputOf<typeof getBook>>().toEqualTypeOf<GetBookRequest>();
expectTypeOf<StubOutput<{ Text: StreamingBody }>["Text"]>().toEqualTypeOf<StreamingInput>();
expectTypeOf<StubOutput<{ Events: AsyncIterable<ReadingEvent> }>["Events"]>().toEqualTypeOf<
  AsyncIterable<ReadingEvent> | readonly ReadingEvent[]
>();
expectTypeOf<PartOf<"A" | "B" | (string & {})>>().toEqualTypeOf<"A" | "B" | (string & {})>();

bare.addResponse(getBook, book, { ...where, Labels: ANY });
bare.addResponse(readBook, { Text: "text", $metadata: { httpStatusCode: 200 } });
bare.addResponse(followReading, { Events: [{ Turn: { Page: 1 } }] });
bare.addClientError(getBook, { code: "NoSuchBook", expectedParams: where });
bare.addClientError(getBook, { code: "SomeOther" });
bare.on(getBook, { Labels: [{ Value: "v" }] }).reply(({ Id }) => ({ ...book, Title: Id }));
bare.on(getBook).reply(new Error("x")).replyError({ code: "NoSuchBook" });

full.addResponse("getBook", book, where);
full.addResponse("listShelves", { Shelves: ["a"] }, { Floor: 1 });
full.addClientError("getBook", { code: "NoSuchBook", expectedParams: where });
full.on("getBook", { Id: "1" }).reply(({ Shelf }) => ({ ...book, Title: Shelf }));
full.addResponse(getBook, book);

expectTypeOf(buildOutput(readBook, { Text: "t" }).Text).toEqualTypeOf<StreamingBody>();
buildOutput(getBook, { Format: { Film: "f" }, Due: new Date(), Cover: new Uint8Array() });

// @ts-expect-error -- another service's operation
bare.addResponse(foreign, {});
// @ts-expect-error -- a required member is missing
bare.addResponse(getBook, { Title: "t" });
// @ts-expect-error -- a member of another type
bare.addResponse(getBook, { ...book, Pages: "1" });
// @ts-expect-error -- a misspelt member
bare.addResponse(getBook, { Title: "t", Labels: [], Pags: 1 });
// @ts-expect-error -- a misspelt parameter
bare.addResponse(getBook, book, { Shelf: "s", Id: "1", Raeder: "r" });
// @ts-expect-error -- the client has no methods
bare.addResponse("getBook", book);
// @ts-expect-error -- no operation of the client
full.addResponse("getBok", book);
// @ts-expect-error -- a method, but no operation
full.addResponse("send", book);
// @ts-expect-error -- an output of another type
full.addResponse("getBook", { Title: 1, Labels: [] });
// @ts-expect-error -- a parameter of another type
bare.on(getBook, { Id: 1 });
// @ts-expect-error -- a function's output of another type
bare.on(getBook).reply(() => ({ Title: 1, Labels: [] }));
