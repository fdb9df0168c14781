import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

const isColoured = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;

/** Prints a heading. */
export function section(title: string): void {
  console.log(`\n${paint("bold", title)}`);
}

/** Prints one thing that was done, and what came of it. */
export function done(what: string, result: string): void {
  console.log(`  ${paint("green", "✓")} ${what.padEnd(34)} ${paint("dim", result)}`);
}

function paint(style: Style, text: string): string {
  return isColoured ? styleText(style, text) : text;
}
