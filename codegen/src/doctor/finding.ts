/** How one thing stands. `told` is neither good nor bad. */
export type Standing = "good" | "told" | "doubtful" | "wrong";

/** One thing that was looked at, in a sentence or a word; never with a value of a credential. */
export interface Finding {
  readonly standing: Standing;
  readonly text: string;
}

/** A part of the report. */
export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

export function good(text: string): Finding {
  return { standing: "good", text };
}

export function told(text: string): Finding {
  return { standing: "told", text };
}

export function doubtful(text: string): Finding {
  return { standing: "doubtful", text };
}

export function wrong(text: string): Finding {
  return { standing: "wrong", text };
}
