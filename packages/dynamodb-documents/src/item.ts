/** What an item's attribute is read as. `N` is what numbers are read as. */
export type ItemValue<N = number | bigint> =
  | string
  | N
  | boolean
  | null
  | Uint8Array
  | Set<string>
  | Set<N>
  | Set<Uint8Array>
  | ItemValue<N>[]
  | Item<N>;

/** An item as it is read, where nothing is known of it. */
export interface Item<N = number | bigint> {
  [name: string]: ItemValue<N>;
}
