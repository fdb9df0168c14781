/** A value without a model: JSON. */
export type DocumentValue =
  | null
  | boolean
  | number
  | string
  | readonly DocumentValue[]
  | { readonly [key: string]: DocumentValue };

/** The input of an operation that takes none. */
export interface NoInput {
  readonly [member: string]: never;
}

/** The output of an operation whose answer has no members. */
// That is the point.
export interface NoOutput {}

/**
 * Exactly one of the members, the others absent. Services add members: what a program compiled today does not know
 * arrives as `$unknown`, with the member's name and its raw value. It cannot be sent.
 */
export type TaggedUnion<Members> =
  | {
      [Tag in keyof Members]: { [Member in Tag]: Members[Member] } & {
        [Other in Exclude<keyof Members, Tag>]?: never;
      } & {
        $unknown?: never;
      };
    }[keyof Members]
  | ({ [Member in keyof Members]?: never } & { $unknown: [name: string, value: unknown] });
