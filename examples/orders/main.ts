// orders setup | place CUSTOMER ID ITEM PRICE | pay CUSTOMER ID | ship CUSTOMER ID | list CUSTOMER | teardown
import { DynamoDBClient } from "@inia/client-dynamodb";
import { type Order, Orders, type Outcome } from "./orders.js";
import { setUp, tearDown } from "./table.js";

const dynamodb = new DynamoDBClient();
const table = process.env["ORDERS_TABLE"] ?? "inia-orders";
const orders = new Orders(dynamodb, table);
const [command, customer = "", id = "", item = "", price = ""] = process.argv.slice(2);

switch (command) {
  case "setup":
    console.log(await setUp(dynamodb, table));
    break;
  case "place":
    show(await orders.place({ customer, id, item, cents: Math.round(Number(price) * 100) }));
    break;
  case "pay":
    show(await orders.advance(customer, id, "placed", "paid"));
    break;
  case "ship":
    show(await orders.advance(customer, id, "paid", "shipped"));
    break;
  case "list":
    for await (const order of orders.of(customer)) console.log(line(order));
    break;
  case "teardown":
    console.log(await tearDown(dynamodb, table));
    break;
  default:
    console.error(
      "Usage: orders setup | place CUSTOMER ID ITEM PRICE | pay | ship CUSTOMER ID | list CUSTOMER | teardown",
    );
    process.exitCode = 2;
}

function show(outcome: Outcome): void {
  if ("order" in outcome) {
    console.log(line(outcome.order));
    return;
  }
  console.error(`refused: ${outcome.refused}`);
  process.exitCode = 1;
}

function line({ id, item, cents, state }: Order): string {
  return `${id} ${state.padEnd(7)} ${(cents / 100).toFixed(2)} ${item}`;
}
