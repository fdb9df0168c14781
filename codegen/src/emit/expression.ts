export function printExpression(_e: string, _a: string, _w: string): string {
  return "() => undefined";
}
