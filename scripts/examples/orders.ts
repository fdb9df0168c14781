import assert from "node:assert/strict";
import { DynamoDB } from "@inia/client-dynamodb";
import { startLocalAws } from "@inia/local-aws";
import { type Ended, ownConfig, runScript } from "./program.js";

/** An order's life, what is refused on the way, a list over pages, and nothing left at the end. */
export async function checkOrders(): Promise<string> {
  await using aws = await startLocalAws({ services: ["dynamodb"], tableDelayMs: 500 });
  const dynamodb = new DynamoDB({ ...ownConfig, endpoint: aws.dynamodb.endpoint });
  const env = { AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb.endpoint };
  const orders = (...args: string[]): Promise<Ended> => runScript("orders", "start", { args, env });
  const ended = (output: string, code = 0): Ended => ({ code, output: `${output}\n` });

  const early = await orders("place", "ana", "1", "rope", "12.50");
  assert.deepEqual(early, ended("refused: there is no table inia-orders: set it up", 1));
  const setUp = await orders("setup");
  assert.match(setUp.output, /^inia-orders created, looked ([2-9]|\d\d) times$/m);

  assert.deepEqual(await orders("place", "ana", "1", "rope", "12.50"), ended("1 placed  12.50 rope"));
  assert.deepEqual(await orders("place", "ana", "1", "rope", "12.50"), ended("refused: 1 is there already", 1));
  assert.deepEqual(await orders("ship", "ana", "1"), ended("refused: 1 is placed, not paid", 1));
  assert.deepEqual(await orders("pay", "ana", "1"), ended("1 paid    12.50 rope"));
  assert.deepEqual(await orders("ship", "ana", "1"), ended("1 shipped 12.50 rope"));
  assert.deepEqual(await orders("pay", "ana", "2"), ended("refused: there is no order 2 of ana", 1));

  for (let at = 2; at <= 60; at++) {
    const Item = {
      customer: { S: "ana" },
      id: { S: `${at}` },
      item: { S: "x" },
      cents: { N: "5" },
      state: { S: "paid" },
    };
    await dynamodb.putItem({ TableName: "inia-orders", Item });
  }
  const list = await orders("list", "ana");
  const pages = aws.requests.filter(({ operation, path }) => (operation ?? path) === "Query").length;
  assert.equal(list.output.trimEnd().split("\n").length, 60);
  assert.ok(list.output.startsWith("1 shipped 12.50 rope\n10 paid    0.05 x\n"), list.output);

  assert.deepEqual(await orders("teardown"), ended("inia-orders is gone"));
  assert.deepEqual((await dynamodb.listTables()).TableNames, []);
  return `placed once, paid, shipped; 5 refusals; 60 orders listed over ${pages} pages; table gone`;
}
