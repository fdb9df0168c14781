/** What a release that holds a change must be called. (semver.org) */
export type Bump = "major" | "minor" | "patch";

/** What a change is about. */
export type Subject =
  | "service"
  | "operation"
  | "structure"
  | "member"
  | "enum"
  | "enum value"
  | "error"
  | "shape"
  | "setting"
  | "endpoint"
  | "paginator"
  | "waiter"
  | "partition"
  | "region";

export type Kind = "added" | "removed" | "changed";

/** One difference between two releases of a model. Subject, kind and name occur together once in a diff. */
export interface Change {
  readonly subject: Subject;
  readonly kind: Kind;
  /** In the model's words: `GetObject`, `GetObjectRequest.Bucket`, `StorageClass.GLACIER`. */
  readonly name: string;
  readonly bump: Bump;
  /** What is different, in words; of what was added or removed only where its name does not say all. */
  readonly details: readonly string[];
  /** Operations that it touches, of what is not an operation itself. */
  readonly operations?: readonly string[];
}

/** One difference between the two sides of what is called the same; a {@link Change} has one or several. */
export interface Difference {
  readonly bump: Bump;
  readonly text: string;
}

/** Joins the differences of one thing to one change; none where there are no differences. */
export function changed(subject: Subject, name: string, differences: readonly Difference[]): Change[] {
  if (differences.length === 0) return [];
  const details = differences.map(({ text }) => text);
  return [{ subject, kind: "changed", name, bump: strongest(differences)!, details }];
}

/** The strongest bump of several; undefined of none. */
export function strongest(changes: readonly { readonly bump: Bump }[]): Bump | undefined {
  return bumps.find((bump) => changes.some((change) => change.bump === bump));
}

/** All, the strongest first. */
export const bumps: readonly Bump[] = ["major", "minor", "patch"];
