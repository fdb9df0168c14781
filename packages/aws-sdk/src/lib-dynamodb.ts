/** The counterpart of `@aws-sdk/lib-dynamodb`: commands on plain values. */
import * as commands from "@inia/client-dynamodb/aws-sdk";
import type { Untyped } from "@inia/core/generated/aws-sdk";
import {
  type AwsSdkClient,
  type Callback,
  type Command,
  type HttpHandlerOptions,
  type Paginate,
  type PaginationConfiguration,
  paginateCommand,
} from "@inia/core/generated/aws-sdk";
import { DocumentCommand, type DocumentInput, type DocumentOutput, type TranslateConfig } from "./document-command.js";

export type { PaginationConfiguration } from "@inia/core/generated/aws-sdk";
export type { TranslateConfig } from "./document-command.js";
export {
  type marshallOptions,
  type NativeAttributeBinary,
  type NativeAttributeValue,
  type NativeScalarAttributeValue,
  NumberValue,
  NumberValueImpl,
  type unmarshallOptions,
} from "./util-dynamodb.js";

type Client = AwsSdkClient<"dynamodb">;

/** What a document client's `config` shows. */
export type DynamoDBDocumentClientResolvedConfig = Client["config"] & {
  readonly translateConfig: TranslateConfig | undefined;
};

export type DynamoDBDocumentPaginationConfiguration = PaginationConfiguration<"dynamodb">;

/** Sends commands on plain values by a client. */
export class DynamoDBDocumentClient {
  readonly config: DynamoDBDocumentClientResolvedConfig;
  readonly #client: Client;
  readonly #translateConfig: TranslateConfig;

  protected constructor(client: Client, translateConfig: TranslateConfig = {}) {
    this.config = { ...client.config, translateConfig };
    this.#client = client;
    this.#translateConfig = {
      ...translateConfig,
      // v3's documents never wrap at the top.
      marshallOptions: { convertTopLevelContainer: true, ...translateConfig.marshallOptions },
      unmarshallOptions: { convertWithoutMapWrapper: true, ...translateConfig.unmarshallOptions },
    };
  }

  get middlewareStack(): Client["middlewareStack"] {
    return this.#client.middlewareStack;
  }

  static from(client: Client, translateConfig?: TranslateConfig): DynamoDBDocumentClient {
    return new DynamoDBDocumentClient(client, translateConfig);
  }

  send<Input extends object, Output>(
    command: Command<"dynamodb", Input, Output>,
    options?: HttpHandlerOptions,
  ): Promise<Output>;
  send<Input extends object, Output>(command: Command<"dynamodb", Input, Output>, callback: Callback<Output>): void;
  send<Input extends object, Output>(
    command: Command<"dynamodb", Input, Output>,
    options: HttpHandlerOptions,
    callback: Callback<Output>,
  ): void;
  send(command: Command<"dynamodb", Untyped, Untyped>, ...rest: []): Promise<Untyped> {
    const sent = command instanceof DocumentCommand ? command["~with"](this.#translateConfig) : command;
    return this.#client.send(sent, ...rest);
  }

  /** The client's connections are its own to close. */
  destroy(): void {}

  async "~client"(): ReturnType<Client["~client"]> {
    return this.#client["~client"]();
  }
}

/** The client with a method per command. */
export class DynamoDBDocument extends DynamoDBDocumentClient {
  static override from(client: Client, translateConfig?: TranslateConfig): DynamoDBDocument {
    return new DynamoDBDocument(client, translateConfig);
  }

  declare readonly get: DocumentMethod<GetCommandInput, GetCommandOutput>;
  declare readonly put: DocumentMethod<PutCommandInput, PutCommandOutput>;
  declare readonly update: DocumentMethod<UpdateCommandInput, UpdateCommandOutput>;
  declare readonly delete: DocumentMethod<DeleteCommandInput, DeleteCommandOutput>;
  declare readonly query: DocumentMethod<QueryCommandInput, QueryCommandOutput>;
  declare readonly scan: DocumentMethod<ScanCommandInput, ScanCommandOutput>;
  declare readonly batchGet: DocumentMethod<BatchGetCommandInput, BatchGetCommandOutput>;
  declare readonly searchVectors: DocumentMethod<SearchVectorsCommandInput, SearchVectorsCommandOutput>;
  declare readonly batchWrite: DocumentMethod<BatchWriteCommandInput, BatchWriteCommandOutput>;
  declare readonly transactGet: DocumentMethod<TransactGetCommandInput, TransactGetCommandOutput>;
  declare readonly transactWrite: DocumentMethod<TransactWriteCommandInput, TransactWriteCommandOutput>;
  declare readonly executeStatement: DocumentMethod<ExecuteStatementCommandInput, ExecuteStatementCommandOutput>;
  declare readonly batchExecuteStatement: DocumentMethod<
    BatchExecuteStatementCommandInput,
    BatchExecuteStatementCommandOutput
  >;
  declare readonly executeTransaction: DocumentMethod<ExecuteTransactionCommandInput, ExecuteTransactionCommandOutput>;

  protected constructor(client: Client, translateConfig?: TranslateConfig) {
    super(client, translateConfig);
    const commandByMethod: Readonly<Record<string, new (input: Untyped) => Command<"dynamodb", Untyped, Untyped>>> = {
      get: GetCommand,
      put: PutCommand,
      update: UpdateCommand,
      delete: DeleteCommand,
      query: QueryCommand,
      scan: ScanCommand,
      batchGet: BatchGetCommand,
      searchVectors: SearchVectorsCommand,
      batchWrite: BatchWriteCommand,
      transactGet: TransactGetCommand,
      transactWrite: TransactWriteCommand,
      executeStatement: ExecuteStatementCommand,
      batchExecuteStatement: BatchExecuteStatementCommand,
      executeTransaction: ExecuteTransactionCommand,
    };
    for (const [method, CommandOf] of Object.entries(commandByMethod)) {
      const value = (input: Untyped, ...rest: []): unknown => this.send(new CommandOf(input), ...rest);
      Object.defineProperty(this, method, { value, configurable: true, writable: true });
    }
  }

  /** Asks again for what was not processed, until there is nothing of it. */
  paginatedBatchGet(input: BatchGetCommandInput): AsyncGenerator<BatchGetCommandOutput, void, undefined> {
    return paginatedBatchGet({ client: this }, input);
  }
}

/** Sends a command: resolves, or tells a callback. */
interface DocumentMethod<Input, Output> {
  (input: Input, options?: HttpHandlerOptions): Promise<Output>;
  (input: Input, callback: Callback<Output>): void;
  (input: Input, options: HttpHandlerOptions, callback: Callback<Output>): void;
}

export type GetCommandInput = DocumentInput<commands.GetItemCommandInput>;
export type GetCommandOutput = DocumentOutput<commands.GetItemCommandOutput>;
export class GetCommand extends DocumentCommand<GetCommandInput, GetCommandOutput> {
  constructor(input: GetCommandInput) {
    super(input, commands.GetItemCommand);
  }
}

export type PutCommandInput = DocumentInput<commands.PutItemCommandInput>;
export type PutCommandOutput = DocumentOutput<commands.PutItemCommandOutput>;
export class PutCommand extends DocumentCommand<PutCommandInput, PutCommandOutput> {
  constructor(input: PutCommandInput) {
    super(input, commands.PutItemCommand);
  }
}

export type UpdateCommandInput = DocumentInput<commands.UpdateItemCommandInput>;
export type UpdateCommandOutput = DocumentOutput<commands.UpdateItemCommandOutput>;
export class UpdateCommand extends DocumentCommand<UpdateCommandInput, UpdateCommandOutput> {
  constructor(input: UpdateCommandInput) {
    super(input, commands.UpdateItemCommand);
  }
}

export type DeleteCommandInput = DocumentInput<commands.DeleteItemCommandInput>;
export type DeleteCommandOutput = DocumentOutput<commands.DeleteItemCommandOutput>;
export class DeleteCommand extends DocumentCommand<DeleteCommandInput, DeleteCommandOutput> {
  constructor(input: DeleteCommandInput) {
    super(input, commands.DeleteItemCommand);
  }
}

export type QueryCommandInput = DocumentInput<commands.QueryCommandInput>;
export type QueryCommandOutput = DocumentOutput<commands.QueryCommandOutput>;
export class QueryCommand extends DocumentCommand<QueryCommandInput, QueryCommandOutput> {
  constructor(input: QueryCommandInput) {
    super(input, commands.QueryCommand);
  }
}

export type ScanCommandInput = DocumentInput<commands.ScanCommandInput>;
export type ScanCommandOutput = DocumentOutput<commands.ScanCommandOutput>;
export class ScanCommand extends DocumentCommand<ScanCommandInput, ScanCommandOutput> {
  constructor(input: ScanCommandInput) {
    super(input, commands.ScanCommand);
  }
}

export type SearchVectorsCommandInput = DocumentInput<commands.SearchVectorsCommandInput>;
export type SearchVectorsCommandOutput = DocumentOutput<commands.SearchVectorsCommandOutput>;
export class SearchVectorsCommand extends DocumentCommand<SearchVectorsCommandInput, SearchVectorsCommandOutput> {
  constructor(input: SearchVectorsCommandInput) {
    super(input, commands.SearchVectorsCommand);
  }
}

export type BatchGetCommandInput = DocumentInput<commands.BatchGetItemCommandInput>;
export type BatchGetCommandOutput = DocumentOutput<commands.BatchGetItemCommandOutput>;
export class BatchGetCommand extends DocumentCommand<BatchGetCommandInput, BatchGetCommandOutput> {
  constructor(input: BatchGetCommandInput) {
    super(input, commands.BatchGetItemCommand);
  }
}

export type BatchWriteCommandInput = DocumentInput<commands.BatchWriteItemCommandInput>;
export type BatchWriteCommandOutput = DocumentOutput<commands.BatchWriteItemCommandOutput>;
export class BatchWriteCommand extends DocumentCommand<BatchWriteCommandInput, BatchWriteCommandOutput> {
  constructor(input: BatchWriteCommandInput) {
    super(input, commands.BatchWriteItemCommand);
  }
}

export type TransactGetCommandInput = DocumentInput<commands.TransactGetItemsCommandInput>;
export type TransactGetCommandOutput = DocumentOutput<commands.TransactGetItemsCommandOutput>;
export class TransactGetCommand extends DocumentCommand<TransactGetCommandInput, TransactGetCommandOutput> {
  constructor(input: TransactGetCommandInput) {
    super(input, commands.TransactGetItemsCommand);
  }
}

export type TransactWriteCommandInput = DocumentInput<commands.TransactWriteItemsCommandInput>;
export type TransactWriteCommandOutput = DocumentOutput<commands.TransactWriteItemsCommandOutput>;
export class TransactWriteCommand extends DocumentCommand<TransactWriteCommandInput, TransactWriteCommandOutput> {
  constructor(input: TransactWriteCommandInput) {
    super(input, commands.TransactWriteItemsCommand);
  }
}

export type ExecuteStatementCommandInput = DocumentInput<commands.ExecuteStatementCommandInput>;
export type ExecuteStatementCommandOutput = DocumentOutput<commands.ExecuteStatementCommandOutput>;
export class ExecuteStatementCommand extends DocumentCommand<
  ExecuteStatementCommandInput,
  ExecuteStatementCommandOutput
> {
  constructor(input: ExecuteStatementCommandInput) {
    super(input, commands.ExecuteStatementCommand);
  }
}

export type BatchExecuteStatementCommandInput = DocumentInput<commands.BatchExecuteStatementCommandInput>;
export type BatchExecuteStatementCommandOutput = DocumentOutput<commands.BatchExecuteStatementCommandOutput>;
export class BatchExecuteStatementCommand extends DocumentCommand<
  BatchExecuteStatementCommandInput,
  BatchExecuteStatementCommandOutput
> {
  constructor(input: BatchExecuteStatementCommandInput) {
    super(input, commands.BatchExecuteStatementCommand);
  }
}

export type ExecuteTransactionCommandInput = DocumentInput<commands.ExecuteTransactionCommandInput>;
export type ExecuteTransactionCommandOutput = DocumentOutput<commands.ExecuteTransactionCommandOutput>;
export class ExecuteTransactionCommand extends DocumentCommand<
  ExecuteTransactionCommandInput,
  ExecuteTransactionCommandOutput
> {
  constructor(input: ExecuteTransactionCommandInput) {
    super(input, commands.ExecuteTransactionCommand);
  }
}

export const paginateQuery: Paginate<"dynamodb", QueryCommandInput, QueryCommandOutput> = /*#__PURE__*/ paginateCommand(
  {
    descriptor: {
      inputToken: "ExclusiveStartKey",
      outputToken: (page: QueryCommandOutput) => page.LastEvaluatedKey,
      limitKey: "Limit",
    },
  },
  QueryCommand,
);

export const paginateScan: Paginate<"dynamodb", ScanCommandInput, ScanCommandOutput> = /*#__PURE__*/ paginateCommand(
  {
    descriptor: {
      inputToken: "ExclusiveStartKey",
      outputToken: (page: ScanCommandOutput) => page.LastEvaluatedKey,
      limitKey: "Limit",
    },
  },
  ScanCommand,
);

/** Asks again for what was not processed, until there is nothing of it. */
export async function* paginatedBatchGet(
  { client }: { readonly client: DynamoDBDocumentClient },
  input: BatchGetCommandInput,
): AsyncGenerator<BatchGetCommandOutput, void, undefined> {
  let items: BatchGetCommandInput["RequestItems"] | undefined = input.RequestItems;
  while (items !== undefined && Object.keys(items).length > 0) {
    const page: BatchGetCommandOutput = await client.send(new BatchGetCommand({ ...input, RequestItems: items }));
    items = page.UnprocessedKeys;
    yield page;
  }
}
