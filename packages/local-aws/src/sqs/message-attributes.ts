import { createHash } from "node:crypto";
import { invalidParameter, sqsError } from "./errors.js";

/** A message attribute as JSON carries it; `BinaryValue` in base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** Message attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Checks attributes as SQS does when a message is sent. */
export function checkMessageAttributes(attributes: MessageAttributes): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const type = typeof attribute?.DataType === "string" ? attribute.DataType : "";
    if (!/^[\w.-]{1,256}$/.test(name)) {
      throw invalidParameter("MessageAttributeName", name, "Invalid attribute name.");
    }
    if (!/^(String|Number|Binary)(\..{1,})?$/.test(type)) {
      throw invalidParameter(
        "MessageAttributeType",
        type,
        `The type of message (user) attribute '${name}' is invalid.`,
      );
    }
    const value = type.startsWith("Binary") ? attribute.BinaryValue : attribute.StringValue;
    if (value === undefined || value === "") {
      throw sqsError(
        "InvalidParameterValue",
        `The message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`,
      );
    }
    if (type.startsWith("Number") && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
      throw sqsError(
        "InvalidParameterValue",
        `Can't cast the value of message (user) attribute '${name}' to a number.`,
      );
    }
  }
}

/** The attributes that `MessageAttributeNames` asks for: names, `All`, `.*`, or `prefix.*`. */
export function selectMessageAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isWanted = (name: string): boolean =>
    names.some(
      (wanted) =>
        wanted === name || wanted === "All" || (wanted.endsWith(".*") && name.startsWith(wanted.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

/**
 * MD5 over attributes sorted by name: each name, type, value type (1 text, 2 binary) and value, all with their lengths.
 *
 * @see SQS Developer Guide, "Calculating the MD5 message digest for message attributes"
 */
export function attributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) {
    return undefined;
  }
  const hash = createHash("md5");
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name] as MessageAttribute;
    const isBinary = DataType.startsWith("Binary");
    const value = isBinary ? Buffer.from(BinaryValue ?? "", "base64") : Buffer.from(StringValue ?? "");
    hash.update(withLength(Buffer.from(name))).update(withLength(Buffer.from(DataType)));
    hash.update(Buffer.from([isBinary ? 2 : 1])).update(withLength(value));
  }
  return hash.digest("hex");
}

/** MD5 in hex of a text's UTF-8 bytes. */
export function textMd5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** What counts towards the size limit of a message. */
export function attributesSize(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce((sum, [name, { DataType, StringValue, BinaryValue }]) => {
    const value =
      BinaryValue === undefined ? Buffer.byteLength(StringValue ?? "") : Buffer.from(BinaryValue, "base64").length;
    return sum + Buffer.byteLength(name) + Buffer.byteLength(DataType) + value;
  }, 0);
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
