/** What `search-index.js` holds: a script and no JSON, so that a copy of the site on a disk can search, too. */
export interface SearchIndex {
  /** Id, name, operations, errors. */
  readonly services: readonly (readonly [id: string, name: string, operations: string, errors: string])[];
  /** Members by name: pairs of a service and an operation of it, flat. */
  readonly members: Readonly<Record<string, readonly number[]>>;
}
