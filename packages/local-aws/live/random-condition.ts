import {
  and,
  attribute,
  type Comparand,
  type Condition,
  type ItemValue,
  marshallValue,
  not,
  or,
  unmarshallValue,
} from "@inia/dynamodb-documents";
import fc from "fast-check";

/** A condition as data: what boto3's builder and ours are both given. */
export type ConditionNode =
  | { readonly operator: "and" | "or" | "not"; readonly parts: readonly ConditionNode[] }
  | {
      /** A method of boto3's. */
      readonly operator: string;
      readonly path: Path;
      readonly isSize?: boolean;
      readonly values: readonly Value[];
    };

type Path = readonly [name: string, ...within: (string | number)[]];
/** Another attribute, or a value in DynamoDB's form. */
type Value = { readonly path: Path } | { readonly value: ReturnType<typeof marshallValue<string>> };

/** The condition that the node stands for, by our builder. */
export function toCondition(node: ConditionNode): Condition {
  if ("parts" in node) {
    const parts = node.parts.map(toCondition);
    if (node.operator === "not") return not(parts[0]!);
    return node.operator === "and" ? and(...parts) : or(...parts);
  }
  const given = attribute(...node.path);
  const values = node.values.map(toComparand);
  const [first, second] = values as [Comparand, Comparand];
  const compared = node.isSize ? given.size() : given;
  switch (node.operator) {
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return compared[node.operator](first);
    case "between":
      return compared.between(first, second);
    case "is_in":
      return compared.in(values);
    case "begins_with":
      return given.beginsWith(first);
    case "contains":
      return given.contains(first);
    case "attribute_type":
      return given.type(first as "S");
    case "exists":
      return given.exists();
    case "not_exists":
      return given.notExists();
    default:
      throw new Error(`There is no operator ${node.operator}.`);
  }
}

function toComparand(value: Value): Comparand {
  return "path" in value ? attribute(...value.path) : (unmarshallValue(value.value) as Exclude<ItemValue, undefined>);
}

// boto3 takes paths as one text: dots and brackets are its own.
const name = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => !/[.[\]]/.test(text) && text.trim() !== "");
const path = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(20)), { maxLength: 3 }))
  .map(([first, within]): Path => [first, ...within]);

const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.string(),
    fc.integer(),
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.integer({ min: -10_000, max: 10_000 }).map((hundredths) => hundredths / 100),
    fc.boolean(),
    fc.constant(null),
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 1 }).map((texts) => new Set(texts)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const value = plain.map((each): Value => ({ value: marshallValue(each as string) }));
const text = fc.string({ minLength: 1 }).map((each): Value => ({ value: marshallValue(each) }));
const operand = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 1, arbitrary: path.map((each): Value => ({ path: each })) },
);

const comparison = fc.constantFrom("eq", "lt", "lte", "gt", "gte");
const leaf: fc.Arbitrary<ConditionNode> = fc.oneof(
  fc.record({ operator: comparison, path, values: fc.tuple(operand), isSize: fc.boolean() }),
  // boto3 has it not of sizes.
  fc.record({ operator: fc.constant("ne"), path, values: fc.tuple(operand) }),
  fc.record({ operator: fc.constant("between"), path, values: fc.tuple(operand, operand), isSize: fc.boolean() }),
  fc.record({ operator: fc.constant("is_in"), path, values: fc.array(value, { minLength: 1, maxLength: 5 }) }),
  fc.record({ operator: fc.constantFrom("begins_with", "contains"), path, values: fc.tuple(text) }),
  fc.record({ operator: fc.constantFrom("exists", "not_exists"), path, values: fc.constant([]) }),
  fc.record({
    operator: fc.constant("attribute_type"),
    path,
    values: fc.constantFrom("S", "N", "SS", "M").map((type): [Value] => [{ value: { S: type } }]),
  }),
);

/** Conditions of any depth. */
export const randomCondition: fc.Arbitrary<ConditionNode> = fc.letrec<{ node: ConditionNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ operator: fc.constantFrom("and", "or"), parts: fc.tuple(tie("node"), tie("node")) }),
    fc.record({ operator: fc.constant("not"), parts: fc.tuple(tie("node")) }),
  ),
})).node;

const keyName = name.map((each): Path => [each]);
const ofSortKey = fc.oneof(
  fc.record({
    operator: fc.constantFrom("eq", "lt", "lte", "gt", "gte", "begins_with"),
    path: keyName,
    values: fc.tuple(text),
  }),
  fc.record({ operator: fc.constant("between"), path: keyName, values: fc.tuple(text, text) }),
);

/** Conditions of a query: a partition key's value, and perhaps a condition on the sort key. */
export const randomKeyCondition: fc.Arbitrary<ConditionNode> = fc
  .tuple(
    fc.record({ operator: fc.constant("eq"), path: keyName, values: fc.tuple(text) }),
    fc.option(ofSortKey, { nil: undefined }),
  )
  .map(([hash, range]) => (range === undefined ? hash : { operator: "and", parts: [hash, range] }));
