import { DynamoDB } from "@inia/client-dynamodb";
import { and, attribute, type Documents, documents, expressions } from "@inia/dynamodb-documents";
import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedBack, randomItem } from "../../dynamodb-documents/src/random-item.fixture.js";
import { useMoto } from "./live.js";
import { judge } from "./python.js";
import { type ConditionNode, randomCondition, randomKeyCondition, toCondition } from "./random-condition.js";

interface Row {
  readonly condition: ConditionNode;
  readonly isKey: boolean;
}

/** What boto3's builder made of a row. */
interface Built {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, object>>;
}

const live = useMoto();
const { RANDOM_RUNS: runs = "1", RANDOM_SEED: seed = "20260102" } = process.env;
const perKind = 500 * Number(runs);

test.each([
  ["conditions", randomCondition, false],
  ["key conditions", randomKeyCondition, true],
] as const)(
  `${perKind} random %s are written as boto3 writes them (seed ${seed})`,
  async (_, arbitrary, isKey) => {
    const conditions = fc.sample<ConditionNode>(arbitrary, { numRuns: perKind, seed: Number(seed) });
    const rows = conditions.map((condition): Row => ({ condition, isKey }));
    const built = await judge<Row, Built>("conditions.py", rows);
    expect(built).toHaveLength(perKind);
    for (const [index, { condition }] of rows.entries()) {
      const member = isKey ? "KeyConditionExpression" : "ConditionExpression";
      const written = expressions({ [isKey ? "keyCondition" : "condition"]: toCondition(condition) });
      const ours = {
        expression: written[member]!,
        names: written.ExpressionAttributeNames ?? {},
        values: (written.ExpressionAttributeValues ?? {}) as Built["values"],
      };
      const theirs = built[index]!;
      const distinct = new Set(Object.values(theirs.names)).size === Object.keys(theirs.names).length;
      // boto3 gives a name that occurs twice two placeholders; we give it one.
      expect({ condition, ...resolved(ours) }).toEqual({ condition, ...resolved(theirs) });
      if (distinct)
        expect({ condition, ...ours, values: sorted(ours) }).toEqual({ condition, ...theirs, values: sorted(theirs) });
    }
  },
  120_000,
);

test("300 items of everything come back as they were put, in the order of their keys", async () => {
  const db = await withTable("fuzz");
  const names = ["constructor", "toString", "a.b[0]", "__proto__"];
  const items = fc
    .sample(randomItem(names), { numRuns: 300, seed: Number(seed) })
    .map((item, n) => ({ ...item, id: `item-${n}`, n }));
  await db.batchWrite({ RequestItems: { fuzz: items.map((Item) => ({ PutRequest: { Item } })) } }, { concurrency: 2 });
  const Keys = items.map(({ id, n }) => ({ id, n })).reverse();
  const { Responses } = await db.batchGet({ RequestItems: { fuzz: { Keys, ConsistentRead: true } } });
  expect(Responses["fuzz"]).toEqual(items.map((item) => expectedBack(item)).reverse());
});

test("updates, conditions, key conditions, filters and projections do what they say", async () => {
  const db = await withTable("films");
  for (let n = 0; n < 12; n += 1) {
    await db.put({ TableName: "films", Item: { id: "a", n, tags: new Set(["x", "y"]), cast: [{ name: "A" }] } });
  }
  await db.update({
    TableName: "films",
    Key: { id: "a", n: 3 },
    set: [
      ["views", attribute("views").orElse(0).plus(5)],
      [attribute("cast", 0, "name"), "B"],
      ["log", attribute("log").orElse([]).append(["seen"])],
    ],
    add: { tags: new Set(["z"]) },
    condition: and(attribute("tags").contains("x"), attribute("cast").size().eq(1)),
  });
  await db.update({
    TableName: "films",
    Key: { id: "a", n: 3 },
    delete: { tags: new Set(["x", "y"]) },
    remove: ["none"],
  });
  expect((await db.get({ TableName: "films", Key: { id: "a", n: 3 } })).Item).toEqual({
    id: "a",
    n: 3,
    tags: new Set(["z"]),
    cast: [{ name: "B" }],
    views: 5,
    log: ["seen"],
  });
  const found: unknown[] = [];
  const pages = db.paginateQuery(
    {
      TableName: "films",
      keyCondition: and({ id: "a" }, attribute("n").gte(2)),
      filter: attribute("tags").contains("x"),
      // moto does not know the names in cast[0].name.
      projection: ["n", attribute("cast")],
    },
    { pageSize: 4 },
  );
  for await (const item of pages.items()) found.push(item);
  expect(found).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11].map((n) => ({ n, cast: [{ name: "A" }] })));
});

test("transactions read and write all or nothing", async () => {
  const db = await withTable("accounts");
  const [from, to] = [
    { id: "from", n: 0 },
    { id: "to", n: 0 },
  ];
  const move = (amount: number) =>
    db.transactWrite({
      TransactItems: [
        {
          Update: {
            TableName: "accounts",
            Key: from,
            set: { balance: attribute("balance").minus(amount) },
            condition: attribute("balance").gte(amount),
          },
        },
        { Update: { TableName: "accounts", Key: to, add: { balance: amount } } },
        { Put: { TableName: "accounts", Item: { id: "log", n: amount }, condition: attribute("id").notExists() } },
        {
          ConditionCheck: { TableName: "accounts", Key: { id: "lock", n: 0 }, condition: attribute("id").notExists() },
        },
      ],
    });
  await db.put({ TableName: "accounts", Item: { ...from, balance: 10 } });
  await move(7);
  await expect(move(5)).rejects.toMatchObject({ name: "TransactionCanceledException" });
  const { Responses } = await db.transactGet<{ balance: number }>({
    TransactItems: [
      { Get: { TableName: "accounts", Key: from } },
      { Get: { TableName: "accounts", Key: to } },
      { Get: { TableName: "accounts", Key: { id: "none", n: 0 } } },
    ],
  });
  expect(Responses).toEqual([{ Item: { ...from, balance: 3 } }, { Item: { ...to, balance: 7 } }, {}]);
});

/** The expression with names and values in the place of their placeholders. */
function resolved({ expression, names, values }: Built): { readonly text: string } {
  const text = expression.replace(/[#:][nv]\d+/g, (placeholder) =>
    placeholder in names ? JSON.stringify(names[placeholder]) : canonical(values[placeholder]),
  );
  return { text };
}

function sorted({ values }: Built): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([placeholder, value]) => [placeholder, canonical(value)]));
}

/** Without the order of a map's members, which Python need not keep. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

async function withTable(TableName: string): Promise<Documents> {
  const dynamodb = new DynamoDB(live.config);
  await dynamodb.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "id", AttributeType: "S" },
      { AttributeName: "n", AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: "id", KeyType: "HASH" },
      { AttributeName: "n", KeyType: "RANGE" },
    ],
  });
  return documents(dynamodb);
}
