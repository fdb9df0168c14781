import { setOwn } from "../own-property.js";
import type { XmlCursor } from "./cursor.js";

/** An element without a schema: its text, or its children by name. */
export type PlainElement = string | PlainElements;

export interface PlainElements {
  [name: string]: PlainElement;
}

/**
 * Reads the element that the cursor has opened without a schema, as botocore reads error answers: of children with
 * one name the first counts, and its text is lost. (botocore parsers.py, _replace_nodes)
 */
export function readPlain(cursor: XmlCursor): PlainElement {
  if (!cursor.enter()) return "";
  const text = cursor.leadingText();
  let children: PlainElements | undefined;
  while (cursor.nextChild()) {
    const { name } = cursor;
    const value = readPlain(cursor);
    children ??= {};
    if (!Object.hasOwn(children, name)) setOwn(children, name, value);
    else if (typeof children[name] === "string") setOwn(children, name, {});
  }
  return children ?? text;
}
