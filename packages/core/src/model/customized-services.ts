/** Services for which `customizations/` has a file: their generated clients import it. */
export const customizedServices: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "api-gateway",
  "auto-scaling",
  "cloudsearch-domain",
  "cloudwatch-logs",
  "cognito-identity",
  "docdb",
  "dynamodb",
  "ec2",
  "eventbridge",
  "glacier",
  "iam",
  "machine-learning",
  "neptune",
  "polly",
  "rds",
  "route-53",
  "s3",
  "s3-control",
  "sqs",
  "sso-oidc",
  "sts",
  "timestream-query",
  "timestream-write",
]);

/** Services that take timestamps with exactly three decimals. (botocore handlers.py) */
export const millisecondTimestampServices: ReadonlySet<string> = /*#__PURE__*/ new Set(["bedrock-agentcore"]);
