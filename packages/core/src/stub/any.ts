/**
 * Stands for any value of a parameter that a stub expects, at any depth; the parameter must be there.
 *
 * Matchers of test frameworks, such as `expect.stringContaining("x")`, may stand there too.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- it stands where members of every type stand
export const ANY: any = {
  asymmetricMatch: (): boolean => true,
  toString: (): string => "<ANY>",
};

/** What decides itself whether a value is equal to it: `ANY`, and the matchers of Jest and Vitest. */
export interface Matcher {
  asymmetricMatch(value: unknown): boolean;
}

export function isMatcher(value: unknown): value is Matcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}
