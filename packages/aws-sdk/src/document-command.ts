import { type Command, type MiddlewareStack, middlewareCode, type Untyped } from "@inia/core/generated/aws-sdk";
import {
  convertToAttr,
  convertToNative,
  type marshallOptions,
  type NativeAttributeValue,
  type unmarshallOptions,
} from "./util-dynamodb.js";

/** How values are made into DynamoDB's form, and of it. */
export interface TranslateConfig {
  readonly marshallOptions?: marshallOptions | undefined;
  readonly unmarshallOptions?: unmarshallOptions | undefined;
}

/** A command's input, with plain values where DynamoDB has attribute values. */
export type DocumentInput<Input> = { [Member in keyof Input]: PlainMember<Member, Input[Member]> };

/** A command's output, with plain values where DynamoDB has attribute values. */
export type DocumentOutput<Output> = { [Member in keyof Output]: PlainMember<Member, Output[Member]> };

type PlainMember<Name, Value> = Name extends
  | "Item"
  | "Key"
  | "Attributes"
  | "LastEvaluatedKey"
  | "ExclusiveStartKey"
  | "ExpressionAttributeValues"
  ? Record<string, NativeAttributeValue> | Extract<Value, undefined>
  : Name extends "Items"
    ? Record<string, NativeAttributeValue>[] | Extract<Value, undefined>
    : Name extends "$metadata" | "ConsumedCapacity"
      ? Value
      : Name extends
            | "Parameters"
            | "RequestItems"
            | "Responses"
            | "SearchResults"
            | "SearchVector"
            | "TransactItems"
            | "UnprocessedItems"
            | "UnprocessedKeys"
            | "Statements"
            | "Expected"
            | "AttributeUpdates"
            | "KeyConditions"
            | "QueryFilter"
            | "ScanFilter"
            | "ItemCollectionMetrics"
        ? NativeAttributeValue
        : Value;

type Base = Command<"dynamodb", Untyped, Untyped>;

/** A command on plain values, made of the command that it stands for. */
export class DocumentCommand<Input extends object, Output> implements Command<"dynamodb", Input, Output> {
  declare readonly "~service"?: "dynamodb";
  readonly input: Input;
  declare "~stack"?: MiddlewareStack;
  readonly #BaseCommand: new (
    input: Untyped,
  ) => Base;
  readonly #config: TranslateConfig;

  constructor(input: Input, BaseCommand: new (input: Untyped) => Base, config: TranslateConfig = {}) {
    this.input = input;
    this.#BaseCommand = BaseCommand;
    this.#config = config;
  }

  /** The same command, under a document client's settings. */
  "~with"(config: TranslateConfig): Base {
    const command = new DocumentCommand<Input, Output>(this.input, this.#BaseCommand, config);
    if (this["~stack"]) command["~stack"] = this["~stack"];
    return command;
  }

  get middlewareStack(): MiddlewareStack {
    return middlewareCode().stackOf(this);
  }

  async "~run"(
    client: Parameters<Base["~run"]>[0],
    input: object,
    options: Parameters<Base["~run"]>[2],
    toError: Parameters<Base["~run"]>[3],
  ): Promise<Output> {
    const base = this.#base(input);
    const output: object = await base["~run"](client, base.input, options, toError);
    return changeOutput(output, (value) => convertToNative(value, this.#config.unmarshallOptions)) as Output;
  }

  #base(input: object): Base {
    const { marshallOptions } = this.#config;
    return new this.#BaseCommand(
      changeInput(input, (value) =>
        // It is left out, as members of maps are.
        value === undefined && marshallOptions?.removeUndefinedValues
          ? undefined
          : convertToAttr(value, marshallOptions),
      ),
    );
  }
}

/** Changes the values that lie somewhere within a member. */
type Change = (value: Untyped, leaf: (value: Untyped) => unknown) => unknown;

const leaf: Change = (value, change) => change(value);

/** All items of a list, or all members of a map. */
const each =
  (change: Change): Change =>
  (value, change1) =>
    Array.isArray(value)
      ? value.map((item) => change(item, change1))
      : Object.fromEntries(
          Object.entries(value)
            .map(([name, member]) => [name, change(member, change1)] as const)
            .filter(([, changed]) => changed !== undefined),
        );

/** Some members of a structure; the others stay what they are. */
const fields =
  (changes: Readonly<Record<string, Change>>): Change =>
  (value, change1) => {
    const changed: Record<string, unknown> = { ...value };
    for (const [name, change] of Object.entries(changes)) {
      if (changed[name] !== undefined && changed[name] !== null) changed[name] = change(changed[name], change1);
    }
    return changed;
  };

/** Of what is a list in one operation and something else in another. */
const eitherOf =
  (ofList: Change, ofOther: Change): Change =>
  (value, change1) =>
    (Array.isArray(value) ? ofList : ofOther)(value, change1);

const attributes = each(leaf);
const write = fields({ Item: attributes, Key: attributes, ExpressionAttributeValues: attributes });
const conditions = each(fields({ Value: leaf, AttributeValueList: attributes }));
const statements = each(fields({ Parameters: attributes }));
const batches = each(
  eitherOf(each(fields({ PutRequest: write, DeleteRequest: write })), fields({ Keys: each(attributes) })),
);
const metrics = fields({ ItemCollectionKey: attributes });

const changeInput = fields({
  Item: attributes,
  Key: attributes,
  ExpressionAttributeValues: attributes,
  ExclusiveStartKey: attributes,
  Expected: conditions,
  AttributeUpdates: conditions,
  KeyConditions: conditions,
  QueryFilter: conditions,
  ScanFilter: conditions,
  Parameters: attributes,
  Statements: statements,
  TransactStatements: statements,
  RequestItems: batches,
  SearchVector: attributes,
  TransactItems: each(fields({ Get: write, Put: write, Update: write, Delete: write, ConditionCheck: write })),
});

const changeOutput = fields({
  Attributes: attributes,
  Item: attributes,
  Items: each(attributes),
  LastEvaluatedKey: attributes,
  ItemCollectionMetrics: (value, change) =>
    (value.ItemCollectionKey === undefined ? each(each(metrics)) : metrics)(value, change),
  SearchResults: each(fields({ Item: attributes })),
  Responses: eitherOf(each(fields({ Item: attributes })), each(each(attributes))),
  UnprocessedKeys: batches,
  UnprocessedItems: batches,
});
