/** AWS's services, partitions and regions, as the models list them. */
export interface ServiceTable {
  /** botocore's name of a service to the end of its package's name and its endpoint prefix, with a space between. */
  readonly services: Readonly<Record<string, string>>;
  readonly partitions: Readonly<Record<string, PartitionRow>>;
}

interface PartitionRow {
  /** Names of the partition's regions, with spaces between. */
  readonly regions: string;
  /** Matches regions that are not listed yet. */
  readonly regionRegex: string;
  /** Names of endpoints to the endpoint prefixes of all services that have just these, both with spaces between. */
  readonly endpoints: Readonly<Record<string, string>>;
}
