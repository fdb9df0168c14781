import type { ShapeMetadata } from "@inia/core/model";
import fc from "fast-check";

type Lengths = Pick<ShapeMetadata, "min" | "max">;

/** Any text of a length that the model allows, signs of other planes and of markup among it. */
export function anyText(lengths: Lengths, isXml: boolean): fc.Arbitrary<string> {
  const unit = isXml ? fc.oneof(grapheme, markup) : fc.oneof(grapheme, markup, control);
  return ofLength(
    fc.array(unit, { maxLength: 16 }).map((units) => units.join("")),
    lengths,
  );
}

/** What a header can carry: visible ASCII, with spaces inside. */
export function headerText(lengths: Lengths): fc.Arbitrary<string> {
  return ofLength(fc.stringMatching(/^([!-~]([ -~]{0,14}[!-~])?)?$/), lengths);
}

/** A part of a host's name. */
export function hostLabel({ min = 1, max = 63 }: Lengths): fc.Arbitrary<string> {
  return ofLength(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/), { min, max });
}

export const headerName: fc.Arbitrary<string> = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);

/** Lengths count code points. */
function ofLength(
  text: fc.Arbitrary<string>,
  { min = 0, max = Number.POSITIVE_INFINITY }: Lengths,
): fc.Arbitrary<string> {
  return text.map((value) => {
    const points = [...value].slice(0, max);
    return points.join("") + "x".repeat(Math.max(0, min - points.length));
  });
}

const grapheme = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });
const markup = fc.constantFrom(
  "<",
  ">",
  "&",
  '"',
  "'",
  "]]>",
  "\n",
  "\r",
  "\t",
  " ",
  "%",
  "+",
  "/",
  "?",
  "#",
  "\u2028",
);
const control = fc.constantFrom("\u0000", "\u0007", "\u001f", "\u007f", "\ufffe");
