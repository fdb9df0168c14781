import type { CallOptions, Client, PaginateOptions } from "@inia/core";
import { type BatchGetInput, type BatchGetOutput, batchGetDocuments } from "./operations/batch-get.js";
import { type BatchWriteInput, type BatchWriteOutput, batchWriteDocuments } from "./operations/batch-write.js";
import type { BatchOptions } from "./operations/batches.js";
import { type DeleteInput, deleteDocument } from "./operations/delete.js";
import { type GetInput, type GetOutput, getDocument } from "./operations/get.js";
import type { WriteOutput } from "./operations/outputs.js";
import type { DocumentPage, DocumentPages } from "./operations/pages.js";
import { type PutInput, putDocument } from "./operations/put.js";
import { paginateQueryDocuments, type QueryInput, queryDocuments } from "./operations/query.js";
import { paginateScanDocuments, type ScanInput, scanDocuments } from "./operations/scan.js";
import { type TransactGetInput, type TransactGetOutput, transactGetDocuments } from "./operations/transact-get.js";
import {
  type TransactWriteInput,
  type TransactWriteOutput,
  transactWriteDocuments,
} from "./operations/transact-write.js";
import { type UpdateInput, updateDocument } from "./operations/update.js";
import type { NumberReading, ReadItem, ReadOptions } from "./read-options.js";

/**
 * The client's operations on items, with plain values: `documents(dynamodb).get({ TableName, Key: { id: 1 } })`.
 *
 * Members that begin with a capital are those of DynamoDB's API; those that do not are parts of expressions, of which
 * names and values are safe. Each method is a function, too (`getDocument`), for bundles that hold only what they use.
 */
export function documents<Reading extends NumberReading = undefined>(
  dynamodb: Client<"dynamodb">,
  options: ReadOptions<Reading> = {},
): Documents<Reading> {
  return new Documents(dynamodb, options);
}

/** A client's operations on items with plain values. */
export class Documents<Reading extends NumberReading = undefined> {
  /** The client that makes the calls. */
  readonly client: Client<"dynamodb">;
  /** How items are read. */
  readonly options: ReadOptions<Reading>;

  constructor(client: Client<"dynamodb">, options: ReadOptions<Reading>) {
    this.client = client;
    this.options = options;
  }

  /** See {@link getDocument}. */
  get<Known extends object = never>(
    input: GetInput,
    options?: CallOptions,
  ): Promise<GetOutput<ReadItem<Known, Reading>>> {
    return getDocument<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link putDocument}. */
  put<Stored extends object>(
    input: PutInput<Stored>,
    options?: CallOptions,
  ): Promise<WriteOutput<ReadItem<never, Reading>>> {
    return putDocument<Stored, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link updateDocument}. */
  update<Known extends object = never>(
    input: UpdateInput,
    options?: CallOptions,
  ): Promise<WriteOutput<Partial<ReadItem<Known, Reading>>>> {
    return updateDocument<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link deleteDocument}. */
  delete<Known extends object = never>(
    input: DeleteInput,
    options?: CallOptions,
  ): Promise<WriteOutput<ReadItem<Known, Reading>>> {
    return deleteDocument<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link queryDocuments}. */
  query<Known extends object = never>(
    input: QueryInput,
    options?: CallOptions,
  ): Promise<DocumentPage<ReadItem<Known, Reading>>> {
    return queryDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link paginateQueryDocuments}. */
  paginateQuery<Known extends object = never>(
    input: QueryInput,
    options?: PaginateOptions,
  ): DocumentPages<ReadItem<Known, Reading>> {
    return paginateQueryDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link scanDocuments}. */
  scan<Known extends object = never>(
    input: ScanInput,
    options?: CallOptions,
  ): Promise<DocumentPage<ReadItem<Known, Reading>>> {
    return scanDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link paginateScanDocuments}. */
  paginateScan<Known extends object = never>(
    input: ScanInput,
    options?: PaginateOptions,
  ): DocumentPages<ReadItem<Known, Reading>> {
    return paginateScanDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link batchGetDocuments}. */
  batchGet<Known extends object = never>(
    input: BatchGetInput,
    options?: BatchOptions,
  ): Promise<BatchGetOutput<ReadItem<Known, Reading>>> {
    return batchGetDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link batchWriteDocuments}. */
  batchWrite(input: BatchWriteInput, options?: BatchOptions): Promise<BatchWriteOutput> {
    return batchWriteDocuments(this.client, input, options);
  }

  /** See {@link transactGetDocuments}. */
  transactGet<Known extends object = never>(
    input: TransactGetInput,
    options?: CallOptions,
  ): Promise<TransactGetOutput<ReadItem<Known, Reading>>> {
    return transactGetDocuments<Known, Reading>(this.client, input, { ...options, ...this.options });
  }

  /** See {@link transactWriteDocuments}. */
  transactWrite(input: TransactWriteInput, options?: CallOptions): Promise<TransactWriteOutput> {
    return transactWriteDocuments(this.client, input, { ...options, ...this.options });
  }
}
