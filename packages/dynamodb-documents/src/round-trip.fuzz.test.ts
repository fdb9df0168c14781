import { DynamoDB } from "@inia/client-dynamodb";
import { startDynamoDB } from "@inia/local-aws";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "./decimal.js";
import { documents } from "./documents.js";
import { marshall } from "./marshall.js";
import { expectedBack, randomItem } from "./random-item.fixture.js";
import { unmarshall } from "./unmarshall.js";

const names = ["constructor", "toString", "a.b[0]"];
const { FUZZ_RUNS = "10000" } = process.env;

test(`${FUZZ_RUNS} items come back as they were`, () => {
  fc.assert(
    fc.property(randomItem([...names, "__proto__"]), (item) => {
      expect(unmarshall(marshall(item as Record<string, string>))).toEqual(expectedBack(item));
    }),
    { numRuns: Number(FUZZ_RUNS) },
  );
}, 600_000);

test("decimals keep the value of every number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e125, max: 1e125 }), (number) => {
      fc.pre(number === 0 || Math.abs(number) >= 1e-130);
      const { n } = unmarshall(marshall({ n: number }), { numbers: "decimal" });
      expect(n).toEqual(new Decimal(number));
      expect((n as Decimal).toNumber()).toBe(number + 0);
    }),
    { numRuns: Number(FUZZ_RUNS) / 10 },
  );
});

// dynalite loses members called __proto__; the live suite has them.
test("500 items come back from a database as they were", async () => {
  await using server = await startDynamoDB();
  const dynamodb = new DynamoDB({
    region: "us-east-1",
    endpoint: server.endpoint,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    loadConfig: false,
  });
  await dynamodb.createTable({
    TableName: "fuzz",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const db = documents(dynamodb);
  const items = fc.sample(randomItem(names), { numRuns: 500, seed: 20260102 }).map((item, id) => ({ ...item, id }));
  await db.batchWrite({ RequestItems: { fuzz: items.map((Item) => ({ PutRequest: { Item } })) } });
  const Keys = items.map(({ id }) => ({ id }));
  const { Responses } = await db.batchGet({ RequestItems: { fuzz: { Keys, ConsistentRead: true } } });
  expect(Responses["fuzz"]).toEqual(items.map((item) => expectedBack(item)));
}, 60_000);
