import type { AttributeValueInput } from "@inia/client-dynamodb";
import { Decimal, wholeNumber } from "./decimal.js";
import { DocumentError } from "./document-error.js";
import type { ItemValue } from "./item.js";
import { setMember } from "./members.js";
import type { NumberReading, ReadItem, ReadNumber, ReadOptions } from "./read-options.js";

/**
 * Makes values of DynamoDB's form of an item: `unmarshall({ id: { N: "1" } })` is `{ id: 1 }`. Sets become `Set`s, binary
 * values `Uint8Array`s.
 *
 * `unmarshall<Film>(item)` is what the program knows of the item; nothing checks it.
 *
 * @throws DocumentError for a type of value that this release does not know.
 */
export function unmarshall<Known extends object = never, Reading extends NumberReading = undefined>(
  item: Readonly<Record<string, AttributeValueInput>>,
  options?: ReadOptions<Reading>,
): ReadItem<Known, Reading> {
  return readMembers(item, numberReader(options)) as ReadItem<Known, Reading>;
}

/** Makes a value of DynamoDB's form of it: `unmarshallValue({ N: "1" })` is `1`. See {@link unmarshall}. */
export function unmarshallValue<Reading extends NumberReading = undefined>(
  value: AttributeValueInput,
  options?: ReadOptions<Reading>,
): ItemValue<ReadNumber<Reading>> {
  return read(value, numberReader(options)) as ItemValue<ReadNumber<Reading>>;
}

type NumberReader = (digits: string) => unknown;

function numberReader({ numbers = readNumber }: ReadOptions = {}): NumberReader {
  return numbers === "decimal" ? (digits) => new Decimal(digits) : numbers;
}

function read(value: AttributeValueInput, readNumber: NumberReader): unknown {
  for (const type in value) {
    const content = value[type as keyof AttributeValueInput];
    if (content === undefined) continue;
    switch (type) {
      case "S":
      case "B":
      case "BOOL":
        return content;
      case "N":
        return readNumber(content as string);
      case "M":
        return readMembers(content as Record<string, AttributeValueInput>, readNumber);
      case "L":
        return (content as readonly AttributeValueInput[]).map((member) => read(member, readNumber));
      case "NULL":
        return null;
      case "SS":
      case "BS":
        return new Set(content as readonly unknown[]);
      case "NS":
        return new Set((content as readonly string[]).map((digits) => readNumber(digits)));
      default:
        throw new DocumentError(`a value of the type ${type} cannot be read: take a newer release.`, "");
    }
  }
  throw new DocumentError("a value has no type: none of S, N, B, SS, NS, BS, M, L, NULL and BOOL is set.", "");
}

function readMembers(members: Readonly<Record<string, AttributeValueInput>>, readNumber: NumberReader): object {
  const map: Record<string, unknown> = {};
  for (const name of Object.keys(members)) setMember(map, name, read(members[name]!, readNumber));
  return map;
}

function readNumber(digits: string): number | bigint {
  const number = Number(digits);
  if (Number.isSafeInteger(number) || !Number.isInteger(number)) return number;
  return wholeNumber(digits) ?? number;
}
