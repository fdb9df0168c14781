/**
 * What a reviewed file adds to the models' types (`models/overrides.json`): by service folder, then by
 * `Shape.member`. Every entry says why.
 */
export type ServiceOverrides = Readonly<Record<string, Readonly<Record<string, MemberOverride>>>>;

export interface MemberOverride {
  /** `true`: always there in answers. `false`: filled in by a customization when left out. */
  readonly required?: boolean;
  /** A TypeScript type in place of the model's. */
  readonly type?: string;
  /** Says where the claim comes from. */
  readonly evidence: string;
}
