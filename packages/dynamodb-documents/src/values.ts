/** DynamoDB's form of values alone: it loads no client. */

export { Decimal } from "./decimal.js";
export { DocumentError } from "./document-error.js";
export type { Item, ItemValue } from "./item.js";
export { marshall, marshallValue } from "./marshall.js";
export type { NumberReading, ReadItem, ReadNumber, ReadOptions } from "./read-options.js";
export type { Marshalled, MarshalledItem, Storable } from "./storable.js";
export { unmarshall, unmarshallValue } from "./unmarshall.js";
