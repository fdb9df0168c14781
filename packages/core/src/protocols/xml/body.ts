import { toUtf8 } from "../../encoding/utf8.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import { type MemberSchema, readSchema } from "../../schema/read.js";
import type { RestBodyFormat } from "../rest.js";
import { writeElement } from "./write.js";

/** Writes a body of REST-XML: only operations that send one refer to it, so only their bundles hold it. */
export const writeXmlBody: RestBodyFormat["write"] = (value, schema, member, operation, service) => {
  const name = member?.wireName ?? rootName(operation);
  const namespace = member === undefined ? rootNamespace(operation) : member.namespace;
  return toUtf8(writeElement(name, schema, value, namespace, service.millisecondTimestamps));
};

function rootName({ name, input, xmlRoot }: OperationDescriptor): string {
  return xmlRoot?.[0] ?? readSchema(input!).name ?? `${name}Request`;
}

function rootNamespace({ input, xmlRoot }: OperationDescriptor): MemberSchema["namespace"] {
  const [, uri, prefix] = xmlRoot ?? [];
  return uri === undefined ? readSchema(input!).namespace : ([uri, prefix] as [string, string?]);
}
