/** Which operation opened a response's body, and where in the program. */
export class Opener {
  readonly operation: string;
  readonly #trace: { readonly stack?: string } = {};

  /** `above` is the function that the program's lines are above of. Only what is read costs much. */
  constructor(operation: string, above: unknown) {
    this.operation = operation;
    (Error as { captureStackTrace?: (target: object, above: unknown) => void }).captureStackTrace?.(this.#trace, above);
  }

  /** The program's own lines of the stack, innermost first. In a bundle core's lines cannot be told from them. */
  get place(): string[] {
    // A program may have made stacks something else than text.
    const { stack } = this.#trace;
    const frames = typeof stack === "string" ? stack.split("\n").slice(1) : [];
    const core = coreUrl();
    const outside = frames.filter((frame) => !(core && frame.includes(core)) && !platformFrame.test(frame));
    return (outside.length > 0 ? outside : frames).map((frame) => frame.trim());
  }
}

/** Asked for where a place is told, not at import: a bundle in CommonJS has no `import.meta`. */
function coreUrl(): string | undefined {
  const { url } = import.meta as { readonly url?: string };
  return url && new URL("..", url).href;
}

const platformFrame: RegExp = /\(\w+:(?:internal|diagnostics)|AsyncGenerator\.next \(/;
