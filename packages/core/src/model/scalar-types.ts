/** The types of shapes that hold a single value, as botocore lists them. */
export const ScalarTypes: readonly ["string", "integer", "boolean", "timestamp", "float", "double"] = [
  "string",
  "integer",
  "boolean",
  "timestamp",
  "float",
  "double",
];
