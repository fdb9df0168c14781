import { expect, test } from "vitest";
import { BOOLEAN, INTEGER, type MemberCode, type Schema, STRING } from "../schema/codes.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";
import { ec2 } from "./ec2.js";
import type { FormBody, ParsableResponse, ProtocolService } from "./protocol.js";
import { encodeForm } from "./query-form.js";
import { timestamp$ } from "./timestamp.js";

const service: ProtocolService = { id: "tea", apiVersion: "2026-01-02" };
const numbers = { longs: "number" } as const;
const Leaf$: Schema = { Name: ["t", STRING, 0, "name"], Flag: ["t", BOOLEAN, 0, "flag", { queryName: "isFlag" }] };

const forms: readonly (readonly [rule: string, member: MemberCode, value: unknown, form: string])[] = [
  ["a name of the model is kept", STRING, "a", "m=a"],
  ["a name on the wire is capitalised", ["t", STRING, 0, "wireName"], "a", "WireName=a"],
  ["EC2's own name wins, as it is", ["t", STRING, 0, "wire", { queryName: "own" }], "a", "own=a"],
  ["a structure", Leaf$, { Flag: true, Name: "a" }, "m.isFlag=true&m.Name=a"],
  ["lists are flat, whatever their items are called", ["l", STRING, { name: "item" }], ["a", "b"], "m.1=a&m.2=b"],
  ["a list of structures", ["l", Leaf$], [{ Name: "a" }], "m.1.Name=a"],
  ["an empty list writes nothing", ["l", STRING], [], ""],
  ["a timestamp is ISO 8601", timestamp$, new Date("2026-01-02T03:04:05.5Z"), "m=2026-01-02T03%3A04%3A05.500000Z"],
];

for (const [rule, member, value, form] of forms) {
  test(`form: ${rule}`, () => {
    const request = ec2.serialize({ name: "Brew", http: ["POST", "/"], input: { m: member } }, { m: value }, service);
    expect(encodeForm(request.body as FormBody)).toBe(`Action=Brew&Version=2026-01-02${form && `&${form}`}`);
  });
}

const brew: OperationDescriptor = {
  name: "Brew",
  http: ["POST", "/"],
  output: { Cups: ["t", ["l", Leaf$, { name: "item" }], 0, "cupSet"], Size: ["t", INTEGER, 0, "size"] },
};

test("members stand at the root, beside the request id", () => {
  const body = `<BrewResponse xmlns="urn:tea">
    <requestId>id-1</requestId>
    <cupSet><item><name>a</name><flag>true</flag></item><item/></cupSet>
    <size>2</size>
  </BrewResponse>`;
  expect(ec2.parse(brew, respond(200, body), service, numbers)).toEqual({
    output: { Cups: [{ Name: "a", Flag: true }, {}], Size: 2 },
    requestId: "id-1",
  });
});

test("an operation without output gives its request id", () => {
  const body = "<R><requestId>i</requestId><return>true</return></R>";
  const operation: OperationDescriptor = { name: "Rinse", http: ["POST", "/"] };
  expect(ec2.parse(operation, respond(200, body), service, numbers)).toEqual({ output: {}, requestId: "i" });
});

test("an error is read with its modelled members", async () => {
  const body = `<?xml version="1.0"?><Response><Errors><Error><Code>Too.Hot</Code><Message>Wait</Message><Degrees>9</Degrees>
    </Error></Errors><RequestID>id-2</RequestID></Response>`;
  const parsed = await ec2.parseError(brew, respond(400, body), service, numbers);
  expect(parsed).toMatchObject({ error: { Code: "Too.Hot", Message: "Wait" }, requestId: "id-2", extra: {} });
  expect(parsed.members(readSchema({ Degrees: INTEGER }))).toEqual({ Degrees: 9 });
});

function respond(status: number, body: string): ParsableResponse {
  return { status, headers: {}, body: new TextEncoder().encode(body) };
}
