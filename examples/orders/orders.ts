import {
  type AttributeValue,
  type DynamoDBClient,
  getItem,
  paginateQuery,
  putItem,
  updateItem,
} from "@inia/client-dynamodb";
import { tryCall } from "@inia/core";

export type OrderState = "placed" | "paid" | "shipped";

export interface Order {
  readonly customer: string;
  readonly id: string;
  readonly item: string;
  readonly cents: number;
  readonly state: OrderState;
  /** Grows with every change. */
  readonly version: number;
}

/** What came of a write: the order as it is now, or why it was not written. */
export type Outcome = { readonly order: Order } | { readonly refused: string };

/** Orders in a table. */
export class Orders {
  readonly #dynamodb: DynamoDBClient;
  readonly #table: string;

  constructor(dynamodb: DynamoDBClient, table: string) {
    this.#dynamodb = dynamodb;
    this.#table = table;
  }

  /** Places an order, once: whoever is not sure whether it was placed may place it again. */
  async place(order: Pick<Order, "customer" | "id" | "item" | "cents">): Promise<Outcome> {
    const placed: Order = { ...order, state: "placed", version: 1 };
    const put = await tryCall(this.#dynamodb, putItem, {
      TableName: this.#table,
      Item: itemOf(placed),
      ConditionExpression: "attribute_not_exists(id)",
    });
    if (put.ok) return { order: placed };
    switch (put.error.name) {
      case "ConditionalCheckFailedException":
        return { refused: `${order.id} is there already` };
      case "ResourceNotFoundException":
        return { refused: `there is no table ${this.#table}: set it up` };
      default:
        throw put.error;
    }
  }

  /** Moves an order on: only from the state before, and only where nobody else changed it meanwhile. */
  async advance(customer: string, id: string, from: OrderState, to: OrderState): Promise<Outcome> {
    const order = await this.find(customer, id);
    if (order === undefined) return { refused: `there is no order ${id} of ${customer}` };
    if (order.state !== from) return { refused: `${id} is ${order.state}, not ${from}` };
    const updated = await tryCall(this.#dynamodb, updateItem, {
      TableName: this.#table,
      Key: { customer: { S: customer }, id: { S: id } },
      UpdateExpression: "SET #state = :to, version = version + :one",
      ConditionExpression: "#state = :from AND version = :version",
      // `state` is one of DynamoDB's own words.
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ":from": { S: from },
        ":to": { S: to },
        ":one": { N: "1" },
        ":version": { N: String(order.version) },
      },
      ReturnValues: "ALL_NEW",
    });
    if (updated.ok) return { order: orderOf(updated.value.Attributes ?? {}) };
    if (updated.error.name !== "ConditionalCheckFailedException") throw updated.error;
    return { refused: `${id} was changed meanwhile: look at it again` };
  }

  async find(customer: string, id: string): Promise<Order | undefined> {
    const { Item } = await getItem(this.#dynamodb, {
      TableName: this.#table,
      Key: { customer: { S: customer }, id: { S: id } },
      ConsistentRead: true,
    });
    return Item && orderOf(Item);
  }

  /** A customer's orders by their ids, page by page as they are asked for. */
  async *of(customer: string): AsyncGenerator<Order> {
    const query = {
      TableName: this.#table,
      KeyConditionExpression: "customer = :customer",
      ExpressionAttributeValues: { ":customer": { S: customer } },
    };
    for await (const item of paginateQuery(this.#dynamodb, query, { pageSize: 25 }).items()) yield orderOf(item);
  }
}

function itemOf({ customer, id, item, cents, state, version }: Order): Record<string, AttributeValue> {
  return {
    customer: { S: customer },
    id: { S: id },
    item: { S: item },
    cents: { N: String(cents) },
    state: { S: state },
    version: { N: String(version) },
  };
}

function orderOf(item: Readonly<Record<string, AttributeValue>>): Order {
  const text = (name: string): string => item[name]?.S ?? "";
  const number = (name: string): number => Number(item[name]?.N);
  return {
    customer: text("customer"),
    id: text("id"),
    item: text("item"),
    cents: number("cents"),
    state: text("state") as OrderState,
    version: number("version"),
  };
}
