import type { ConsumedCapacity, QueryOutput } from "@inia/client-dynamodb";
import type { PageIterator, PaginateOptions, WithMetadata } from "@inia/core";
import type { Item } from "../item.js";
import type { NumberReading, ReadOptions } from "../read-options.js";
import { fromResponse } from "./response.js";

/** Settings of calls for pages, and how their items are read. */
export interface DocumentPagesOptions<Reading extends NumberReading = NumberReading>
  extends PaginateOptions,
    ReadOptions<Reading> {}

export type DocumentPage<Found> = WithMetadata<{
  Items?: Found[];
  Count?: number;
  ScannedCount?: number;
  /** Where the next page begins; absent on the last. */
  LastEvaluatedKey?: Item;
  ConsumedCapacity?: ConsumedCapacity;
}>;

/** Pages of items. Each iteration starts anew with the first page. */
export class DocumentPages<Found> implements AsyncIterable<DocumentPage<Found>> {
  /** Pages in DynamoDB's form, and how they are read. */
  readonly "~pages": Pages;
  readonly "~options": ReadOptions | undefined;

  constructor(pages: Pages, options: ReadOptions | undefined) {
    this["~pages"] = pages;
    this["~options"] = options;
  }

  /** Pass it as `startingToken` to go on where `maxItems` ended the last iteration; undefined when all pages were read. */
  get resumeToken(): string | undefined {
    return this["~pages"].resumeToken;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DocumentPage<Found>, void, undefined> {
    for await (const page of this["~pages"]) yield fromResponse(page, this["~options"]);
  }

  /** The items of all pages, one by one. */
  async *items(): AsyncGenerator<Found, void, undefined> {
    for await (const { Items = [] } of this) yield* Items;
  }
}

type Pages = Pick<PageIterator<QueryOutput, unknown>, "resumeToken" | typeof Symbol.asyncIterator>;
