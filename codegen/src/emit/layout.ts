/** Text that stands on one line where it fits, and is broken at its parts where it does not. */
export type Layout = string | Group;

/** Parts between an opening and a closing text. Broken, each part gets a line, or as many share one as fit. */
export interface Group {
  readonly open: string;
  readonly parts: readonly Layout[];
  readonly close: string;
  readonly style: "spaced" | "tight" | "types" | "filled" | "union";
}

/** The longest line that is printed where it can be helped. */
export const lineLength = 120;

/** `{ a: 1, b: 2 }`, also with text around the braces: `operation({ … })`. */
export function braces(parts: readonly Layout[], open = "{", close = "}"): Group {
  return { open, parts, close, style: "spaced" };
}

/** `[1, 2]`; where it must be broken, as many items on a line as fit. */
export function brackets(parts: readonly string[]): Group {
  return { open: "[", parts, close: "]", style: "filled" };
}

/** `call(a, b)`. */
export function group(open: string, parts: readonly Layout[], close: string): Group {
  return { open, parts, close, style: "tight" };
}

/** `Operation<A, B>`. */
export function generic(name: string, types: readonly Layout[]): Group {
  return { open: `${name}<`, parts: types, close: ">", style: "types" };
}

/** `A | B`. */
export function union(parts: readonly string[]): Layout {
  return parts.length === 1 ? parts[0]! : { open: "", parts, close: "", style: "union" };
}

/** `name: value`. */
export function entry(name: string, value: Layout): Layout {
  return prefixed(`${name}: `, value);
}

/** A layout with text before it. */
export function prefixed(text: string, value: Layout): Layout {
  return typeof value === "string" ? text + value : { ...value, open: text + value.open };
}

/** The layout on one line. */
export function flat(layout: Layout): string {
  if (typeof layout === "string") return layout;
  const { open, parts, close, style } = layout;
  if (parts.length === 0) return open + close;
  const inner = parts.map(flat).join(style === "union" ? " | " : ", ");
  return style === "spaced" ? `${open} ${inner} ${close}` : open + inner + close;
}

/** Prints a layout that begins at `column` of a line indented by `indent`, with `tail` columns to come after it. */
export function print(layout: Layout, indent = 0, column: number = indent, tail = 0): string {
  if (typeof layout === "string") return layout;
  const line = flat(layout);
  const { open, parts, close, style } = layout;
  const fits = column + line.length + tail <= lineLength && !line.includes("\n");
  if (fits || parts.length === 0) return line;
  const margin = " ".repeat(indent);
  if (style === "union") return fill(parts.map(flat), indent, "| ", " | ", "").join(`\n${margin}`);
  const lines =
    style === "filled"
      ? fill(parts.map(flat), indent + 2, "", ", ", ",")
      : parts.map((part, index) => {
          // No comma may follow the last type argument.
          const isLast = style === "types" && index === parts.length - 1;
          return `${print(part, indent + 2, indent + 2, 1)}${isLast ? "" : ","}`;
        });
  return `${open}\n${lines.map((text) => `${margin}  ${text}\n`).join("")}${margin}${close}`;
}

/** As many parts on a line as fit. `start` begins each line, `end` closes it. */
export function fill(parts: readonly string[], indent: number, start: string, between: string, end: string): string[] {
  const room = lineLength - indent - end.length;
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line === "") line = start + part;
    else if (line.length + between.length + part.length <= room) line += between + part;
    else {
      lines.push(line + end);
      line = start + part;
    }
  }
  return [...lines, line + end];
}
