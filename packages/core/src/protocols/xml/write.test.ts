import { expect, test } from "vitest";
import {
  BOOLEAN,
  DOUBLE,
  INTEGER,
  LONG,
  type MemberCode,
  type Schema,
  STRING,
  XML_ATTRIBUTE,
} from "../../schema/codes.js";
import { readSchema } from "../../schema/read.js";
import { blob$ } from "../blob.js";
import { timestamp$, unixTimestamp$ } from "../timestamp.js";
import { writeElement } from "./write.js";

const Leaf$: Schema = { Name: STRING, Size: INTEGER };
const Grantee$: Schema = {
  $: { namespace: ["http://www.w3.org/2001/XMLSchema-instance", "xsi"] },
  ID: STRING,
  Type: ["t", STRING, XML_ATTRIBUTE, "xsi:type"],
};
const time = new Date("2026-01-02T03:04:05.250Z");

const rules: readonly (readonly [rule: string, member: MemberCode, value: unknown, xml: string])[] = [
  ["text", STRING, "a", "<M>a</M>"],
  ["empty text closes the element, with a space", STRING, "", "<M />"],
  ["text is escaped", STRING, `<a> & "b" 'c'\r\n`, `<M>&lt;a&gt; &amp; "b" 'c'\r\n</M>`],
  ["true", BOOLEAN, true, "<M>true</M>"],
  ["false", BOOLEAN, false, "<M>false</M>"],
  ["an integer", INTEGER, -1, "<M>-1</M>"],
  ["a bigint", LONG, 9223372036854775807n, "<M>9223372036854775807</M>"],
  ["a floating-point number", DOUBLE, 1.5, "<M>1.5</M>"],
  ["infinity", DOUBLE, -Infinity, "<M>-Infinity</M>"],
  ["not a number", DOUBLE, NaN, "<M>NaN</M>"],
  ["a timestamp is ISO 8601", timestamp$, time, "<M>2026-01-02T03:04:05.250000Z</M>"],
  ["a timestamp in another format", unixTimestamp$, time, "<M>1767323045</M>"],
  ["a blob", blob$, new Uint8Array([1, 2, 3]), "<M>AQID</M>"],
  ["a blob given as text", blob$, "é", "<M>w6k=</M>"],
  ["members in the input's order", Leaf$, { Size: 1, Name: "a" }, "<M><Size>1</Size><Name>a</Name></M>"],
  ["an empty structure", Leaf$, {}, "<M />"],
  [
    "undefined and unknown members are left out",
    Leaf$,
    { Name: undefined, Other: 1, Size: 2 },
    "<M><Size>2</Size></M>",
  ],
  ["a list", ["l", STRING], ["a", "b"], "<M><member>a</member><member>b</member></M>"],
  ["a list with names for its items", ["l", STRING, { name: "Item" }], ["a"], "<M><Item>a</Item></M>"],
  ["an empty list", ["l", STRING], [], "<M />"],
  ["a flattened list", ["l", STRING, { flattened: 1 }], ["a", "b"], "<M>a</M><M>b</M>"],
  ["a flattened list ignores the name of its items", ["l", STRING, { flattened: 1, name: "I" }], ["a"], "<M>a</M>"],
  ["an empty flattened list", ["l", STRING, { flattened: 1 }], [], ""],
  ["a map", ["m", INTEGER], { a: 1 }, "<M><entry><key>a</key><value>1</value></entry></M>"],
  [
    "a flattened map with names of its own",
    ["m", STRING, { flattened: 1, keyName: "K", valueName: "V" }],
    { a: "x", b: "y" },
    "<M><K>a</K><V>x</V></M><M><K>b</K><V>y</V></M>",
  ],
  ["a namespace", ["t", STRING, 0, 0, { namespace: ["urn:n"] }], "a", '<M xmlns="urn:n">a</M>'],
  ["a namespace with a prefix", ["t", Leaf$, 0, 0, { namespace: ["urn:n", "p"] }], {}, '<M xmlns:p="urn:n" />'],
  ["a namespace of items", ["l", STRING, { namespace: ["urn:i"] }], ["a"], '<M><member xmlns="urn:i">a</member></M>'],
  [
    "an attribute stands behind the namespace, wherever it is in the input",
    ["t", Grantee$, 0, 0, { namespace: ["http://www.w3.org/2001/XMLSchema-instance", "xsi"] }],
    { ID: "i", Type: "User" },
    '<M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="User"><ID>i</ID></M>',
  ],
  [
    "attributes are escaped, line ends and tabs too",
    { A: ["t", STRING, XML_ATTRIBUTE, "a"] },
    { A: "<>&\"'\r\n\t" },
    '<M a="&lt;&gt;&amp;&quot;\'&#13;&#10;&#09;" />',
  ],
];

for (const [rule, member, value, xml] of rules) {
  test(rule, () => {
    const root = writeElement("Root", readSchema({ M: member }), { M: value }, undefined, undefined);
    expect(root).toBe(xml === "" ? "<Root />" : `<Root>${xml}</Root>`);
  });
}

test("the namespace of a flattened list lands on the element around it", () => {
  const schema = readSchema({ M: ["t", ["l", STRING, { flattened: 1 }], 0, 0, { namespace: ["urn:l"] }] });
  expect(writeElement("Root", schema, { M: ["a"] }, ["urn:root"], undefined)).toBe(
    '<Root xmlns="urn:l"><M>a</M></Root>',
  );
});

test("timestamps have three decimals on request", () => {
  const schema = readSchema({ M: timestamp$ });
  expect(writeElement("Root", schema, { M: time }, undefined, true)).toBe(
    "<Root><M>2026-01-02T03:04:05.250Z</M></Root>",
  );
});
