import { listParameter } from "../query/form.js";
import type { XmlContent, XmlElements } from "../xml/write.js";
import type { SqsDocument } from "./operation.js";

/**
 * The JSON shape of a query-protocol input: `Attribute.1.Name=…` becomes `{ Attributes: { … } }`,
 * `AttributeName.1=…` a list, `SendMessageBatchRequestEntry.1.Id=…` a list of structures.
 */
export function inputOfForm(operation: string, parameters: ReadonlyMap<string, string>, path: string): SqsDocument {
  const input: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    if (!name.includes(".") && name !== "Action" && name !== "Version") {
      input[name] = value;
    }
  }
  // A queue may also be named by the path that the request goes to.
  if (/^\/\d{12}\/[^/]+$/.test(path)) {
    input["QueueUrl"] ??= path;
  }
  for (const [member, wireName] of Object.entries(TEXT_LISTS)) {
    const values = listParameter(parameters, wireName);
    if (values.length > 0) {
      input[member] = values;
    }
  }
  for (const [member, [wireName, key, value]] of Object.entries(MAPS)) {
    const entries = structures(parameters, wireName).map((entry) => [
      entry.get(key) ?? "",
      value === "Value." ? attributeValue(entry) : entry.get(value),
    ]);
    if (entries.length > 0) {
      input[member] = Object.fromEntries(entries);
    }
  }
  const entries = structures(parameters, `${operation}RequestEntry`);
  if (operation.endsWith("Batch")) {
    input["Entries"] = entries.map((entry) => inputOfForm("", entry, ""));
  }
  return input;
}

/** The elements of a query-protocol result: maps and lists are flattened under their singular names. */
export function elementsOf(operation: string, output: SqsDocument): XmlElements {
  const elements: Record<string, XmlContent> = {};
  for (const [member, value] of Object.entries(output)) {
    if (value === undefined) {
      continue;
    }
    const map = MAPS[member];
    if (map !== undefined) {
      const [wireName, key, valueName] = map;
      elements[wireName] = Object.entries(value as SqsDocument).map(([name, item]) => ({
        [key]: name,
        [valueName.replace(".", "")]:
          typeof item === "object" ? elementsOf(operation, item as SqsDocument) : String(item),
      }));
    } else if (Array.isArray(value)) {
      const wireName = member === "Successful" ? `${operation}ResultEntry` : (RESULT_LISTS[member] ?? member);
      elements[wireName] = value.map((item) => (typeof item === "object" ? elementsOf(operation, item) : String(item)));
    } else {
      elements[member] = value as XmlContent;
    }
  }
  return elements;
}

// `<name>.1.Id`, `<name>.1.MessageBody` … as one map per number, without gaps.
function structures(parameters: ReadonlyMap<string, string>, name: string): ReadonlyMap<string, string>[] {
  const found: ReadonlyMap<string, string>[] = [];
  for (;;) {
    const prefix = `${name}.${found.length + 1}.`;
    const members = [...parameters].filter(([key]) => key.startsWith(prefix));
    if (members.length === 0) {
      return found;
    }
    found.push(new Map(members.map(([key, value]) => [key.slice(prefix.length), value])));
  }
}

function attributeValue(entry: ReadonlyMap<string, string>): SqsDocument {
  const members = [...entry].filter(([key]) => key.startsWith("Value."));
  return Object.fromEntries(members.map(([key, value]) => [key.slice("Value.".length), value]));
}

const TEXT_LISTS: Readonly<Record<string, string>> = {
  AttributeNames: "AttributeName",
  MessageSystemAttributeNames: "MessageSystemAttributeName",
  MessageAttributeNames: "MessageAttributeName",
  TagKeys: "TagKey",
};
const MAPS: Readonly<Record<string, readonly [wireName: string, key: string, value: string]>> = {
  Attributes: ["Attribute", "Name", "Value"],
  MessageAttributes: ["MessageAttribute", "Name", "Value."],
  MessageSystemAttributes: ["MessageSystemAttribute", "Name", "Value."],
  Tags: ["Tag", "Key", "Value"],
  tags: ["Tag", "Key", "Value"],
};
const RESULT_LISTS: Readonly<Record<string, string>> = {
  QueueUrls: "QueueUrl",
  Messages: "Message",
  Failed: "BatchResultErrorEntry",
};
