/** The parts of an ARN, as rules read them. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** The resource, split at `:` and `/`. */
  readonly resourceId: readonly string[];
}

/** Splits an ARN. Nothing without partition, service and resource is one; region and account may be empty. */
export function parseArn(text: string | undefined): Arn | undefined {
  if (text === undefined || !text.startsWith("arn:")) return undefined;
  const [, partition, service, region, accountId, ...rest] = text.split(":");
  const resource = rest.join(":");
  if (!partition || !service || region === undefined || accountId === undefined || !resource) return undefined;
  return { partition, service, region, accountId, resourceId: resource.split(/[:/]/) };
}
