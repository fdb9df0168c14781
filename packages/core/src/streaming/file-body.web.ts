import type { BodyStream } from "./input.js";

/** There are no file streams here. */
export function fileBody(_input: object): BodyStream | undefined {
  return undefined;
}
