/** The guides in the order of the menu: files of `docs/`, without their ending. */
export const guides: readonly (readonly [group: string, files: readonly string[]])[] = [
  ["Begin", ["start", "configuration", "credentials", "errors"]],
  ["Calls", ["retries-and-timeouts", "streams", "pagination", "waiters", "testing", "diagnostics"]],
  ["On top", ["dynamodb-documents"]],
  ["Places", ["browsers-and-edge", "s3-compatible-stores", "proxies"]],
  ["Coming from", ["coming-from-botocore", "coming-from-aws-sdk-js"]],
  ["Further", ["own-models", "architecture", "faults", "differences", "dependencies", "support"]],
];
