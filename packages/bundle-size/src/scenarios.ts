import type { Forbidden, Scenario } from "./scenario.js";

const node: Forbidden = { name: "node:", pattern: /["'`]node:/ };
const chain: readonly Forbidden[] = [
  { name: "sso", pattern: /\bsso[-_.]|SSO/ },
  { name: "imds", pattern: /169\.254\.169\.254|imds/i },
  { name: "container credentials", pattern: /AWS_CONTAINER_/ },
  { name: "credential_process", pattern: /credential_process/ },
  { name: "profile files", pattern: /\.aws\// },
];
const roles: Forbidden = { name: "roles", pattern: /AssumedRoleUser|role_arn/ };
const cognito: Forbidden = { name: "Cognito", pattern: /GetCredentialsForIdentity/ };
const xml: readonly Forbidden[] = [
  { name: "XML writer", pattern: /xmlns/ },
  { name: "XML reader", pattern: /CDATA|DOMParser/ },
];
const fastXmlParser: Forbidden = { name: "fast-xml-parser", pattern: /XMLParser|stopNodes/ };
const cbor: Forbidden = { name: "CBOR", pattern: /cbor/i };
const eventStreams: Forbidden = { name: "event streams", pattern: /event-stream|:message-type/ };
const sentEvents: Forbidden = { name: "events that are sent", pattern: /chunk-signature/ };
const http2: Forbidden = { name: "HTTP/2", pattern: /["'`]node:http2/ };

const rareSigners: readonly Forbidden[] = [
  { name: "SigV3", pattern: /AWS3-HTTPS/ },
  { name: "S3's SigV2", pattern: /response-content-disposition/ },
  { name: "SigV4a", pattern: /AWS4-ECDSA/ },
];

/** Types that bring their code, by what it says of a wrong input. */
const timestamps: Forbidden = { name: "timestamps", pattern: /Date, epoch seconds/ };
const bytes: Forbidden = { name: "bytes", pattern: /string, bytes/ };
const rareTypes: readonly Forbidden[] = [
  { name: "documents", pattern: /type for document parameter/ },
  { name: "unions", pattern: /tagged union structure/ },
  { name: "JSON in headers", pattern: /json serializable/ },
];

const always: readonly Forbidden[] = [node, ...chain, fastXmlParser, cbor, eventStreams, ...rareTypes];
const inBrowsers: readonly Forbidden[] = [...always, roles, cognito];
/** All but S3's SigV2: its pattern is also a member of GetObject. */
const [sigv3, , sigv4a] = rareSigners as [Forbidden, Forbidden, Forbidden];
const rareRetries: Forbidden = { name: "other retry modes", pattern: /409 ReplicatedWriteConflict|Math\.cbrt/ };
const inS3: readonly Forbidden[] = [...inBrowsers, sigv3, sigv4a, rareRetries];
const inJsonClients: readonly Forbidden[] = [...inBrowsers, ...xml, ...rareSigners, rareRetries];

/** S3's customization asks it for a bucket's region after a redirect. */
const regionOfBucket = "HeadBucket";
/** Its customization opens sessions for directory buckets. */
const session = "CreateSession";
/** DynamoDB's customization asks where an account's tables are. */
const endpointDiscovery = "DescribeEndpoints";

/** One piece or parts; parts are listed when they are resumed and removed, an object is looked for when an answer is lost. */
const uploading: readonly string[] = [
  ...["PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"],
  ...["AbortMultipartUpload", "ListParts", "HeadObject"],
];

/** Every scenario, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  {
    name: "S3 getObject",
    entry: "s3-get-object",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    ceilings: { esbuild: 46, rolldown: 44.8 },
    goal: 18,
    forbidden: inS3,
  },
  {
    name: "S3 GetObjectCommand, aws-sdk's face",
    entry: "s3-get-object-aws-sdk",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    // v3's settings, errors, metadata and bodies, less a client's `meta`: 1.0 kB over the operation.
    ceilings: { esbuild: 47, rolldown: 45.9 },
    goal: 19,
    forbidden: inS3,
  },
  {
    name: "S3Client alone",
    entry: "s3-client",
    platform: "browser",
    client: "@inia/client-s3",
    operations: [regionOfBucket, session],
    ceilings: { esbuild: 41.1, rolldown: 40.2 },
    goal: 14,
    forbidden: inS3,
  },
  {
    name: "S3 getObject, putObject",
    entry: "s3-get-and-put-object",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["GetObject", "PutObject", regionOfBucket, session],
    ceilings: { esbuild: 48.1, rolldown: 46.9 },
    goal: 19.5,
    forbidden: inS3,
  },
  {
    name: "S3 paginateListObjectsV2",
    entry: "s3-paginate-list-objects",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["ListObjectsV2", regionOfBucket, session],
    ceilings: { esbuild: 48.1, rolldown: 47.1 },
    goal: 19.5,
    forbidden: inS3,
  },
  {
    name: "S3 waitUntilBucketExists",
    entry: "s3-wait-until-bucket-exists",
    platform: "browser",
    client: "@inia/client-s3",
    operations: [regionOfBucket, session],
    ceilings: { esbuild: 42.6, rolldown: 41.6 },
    goal: 19.5,
    forbidden: inS3,
  },
  {
    name: "S3 presign alone",
    entry: "s3-presign",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    // Signers of URLs for directory buckets and multi-region access points, which S3 presigns with too.
    ceilings: { esbuild: 49.2, rolldown: 47.7 },
    goal: 18,
    forbidden: inS3,
  },
  {
    name: "s3-transfer: upload",
    entry: "s3-transfer-upload",
    platform: "browser",
    client: "@inia/client-s3",
    operations: [...uploading, regionOfBucket, session],
    ceilings: { esbuild: 55, rolldown: 53.3 },
    goal: 26,
    forbidden: inS3,
  },
  {
    name: "s3-transfer: upload, download",
    entry: "s3-transfer-up-and-down",
    platform: "browser",
    client: "@inia/client-s3",
    operations: [...uploading, "GetObject", regionOfBucket, session],
    ceilings: { esbuild: 59.2, rolldown: 57.4 },
    goal: 28,
    forbidden: inS3,
  },
  {
    name: "STS getCallerIdentity",
    entry: "sts-get-caller-identity",
    platform: "browser",
    client: "@inia/client-sts",
    operations: ["GetCallerIdentity"],
    ceilings: { esbuild: 32.1, rolldown: 31.3 },
    goal: 12,
    forbidden: [...inBrowsers, ...rareSigners, timestamps, bytes],
  },
  {
    name: "DynamoDB getItem",
    entry: "dynamodb-get-item",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: ["GetItem", endpointDiscovery],
    ceilings: { esbuild: 33.4, rolldown: 32.6 },
    goal: 12,
    forbidden: [...inJsonClients, timestamps],
  },
  {
    name: "DynamoDB GetItemCommand, aws-sdk's face",
    entry: "dynamodb-get-item-aws-sdk",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: ["GetItem", endpointDiscovery],
    ceilings: { esbuild: 34.1, rolldown: 33.3 },
    goal: 13,
    forbidden: inJsonClients,
  },
  {
    name: "DynamoDB marshall alone",
    entry: "dynamodb-marshall",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: [],
    ceilings: { esbuild: 1.6, rolldown: 1.6 },
    goal: 1.6,
    forbidden: [...inJsonClients, { name: "signing", pattern: /AWS4-HMAC/ }],
  },
  {
    name: "DynamoDB getDocument",
    entry: "dynamodb-get-document",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: ["GetItem", endpointDiscovery],
    // Over getItem: marshall, unmarshall with decimals, the builder of expressions.
    ceilings: { esbuild: 37.7, rolldown: 36.6 },
    goal: 16,
    forbidden: inJsonClients,
  },
  {
    name: "DynamoDB documents",
    entry: "dynamodb-documents",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: [
      "GetItem",
      "PutItem",
      "UpdateItem",
      "DeleteItem",
      "Query",
      "Scan",
      "BatchGetItem",
      "BatchWriteItem",
      "TransactGetItems",
      "TransactWriteItems",
      endpointDiscovery,
    ],
    // All ten operations with their schemas: 8 kB.
    ceilings: { esbuild: 47, rolldown: 45.7 },
    goal: 24,
    forbidden: inJsonClients,
  },
  {
    name: "SQS sendMessage",
    entry: "sqs-send-message",
    platform: "browser",
    client: "@inia/client-sqs",
    operations: ["SendMessage"],
    ceilings: { esbuild: 31.5, rolldown: 30.6 },
    goal: 11,
    forbidden: [...inJsonClients, timestamps],
  },
  {
    name: "Lambda invoke",
    entry: "lambda-invoke",
    platform: "browser",
    client: "@inia/client-lambda",
    operations: ["Invoke"],
    ceilings: { esbuild: 36.5, rolldown: 34.9 },
    goal: 12,
    forbidden: [...inJsonClients, timestamps],
  },
  {
    name: "CloudWatch putMetricData",
    entry: "cloudwatch-put-metric-data",
    platform: "browser",
    client: "@inia/client-cloudwatch",
    operations: ["PutMetricData"],
    ceilings: { esbuild: 32.3, rolldown: 31.5 },
    goal: 12,
    forbidden: [...inJsonClients, bytes],
  },
  {
    name: "Bedrock invokeModelWithResponseStream",
    entry: "bedrock-invoke-model-with-response-stream",
    platform: "browser",
    client: "@inia/client-bedrock-runtime",
    operations: ["InvokeModelWithResponseStream"],
    ceilings: { esbuild: 37.6, rolldown: 36.5 },
    goal: 14,
    forbidden: [node, ...chain, fastXmlParser, cbor, sentEvents, ...xml, ...rareSigners],
  },
  {
    name: "Bedrock invokeModelWithBidirectionalStream",
    entry: "bedrock-invoke-model-with-bidirectional-stream",
    platform: "browser",
    client: "@inia/client-bedrock-runtime",
    operations: ["InvokeModelWithBidirectionalStream"],
    ceilings: { esbuild: 38.8, rolldown: 37.8 },
    goal: 16,
    forbidden: [node, ...chain, fastXmlParser, cbor, ...xml, ...rareSigners],
  },
  {
    name: "EC2 describeInstances",
    entry: "ec2-describe-instances",
    platform: "browser",
    client: "@inia/client-ec2",
    operations: ["DescribeInstances"],
    ceilings: { esbuild: 36.6, rolldown: 35.8 },
    goal: 15,
    forbidden: [...inBrowsers, ...rareSigners, bytes],
  },
  {
    name: "S3 getObject, fromCognitoIdentityPool",
    entry: "s3-get-object-cognito",
    platform: "browser",
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    // Cognito speaks JSON, which S3 does not: 3 of the 6 kB.
    ceilings: { esbuild: 52.5, rolldown: 51 },
    goal: 23,
    forbidden: [...always, roles, sigv3, sigv4a, rareRetries],
  },
  {
    name: "DynamoDB getItem, fromTemporaryCredentials",
    entry: "dynamodb-get-item-role",
    platform: "browser",
    client: "@inia/client-dynamodb",
    operations: ["GetItem", endpointDiscovery],
    // STS speaks the query protocol and answers in XML, which DynamoDB does not.
    ceilings: { esbuild: 41.9, rolldown: 40.7 },
    goal: 18,
    forbidden: [...always, cognito, ...rareSigners],
  },
  {
    name: "Node: S3 getObject, default chain",
    entry: "s3-get-object-node",
    platform: "node",
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    // On Node all checksums that S3 names are there (XXHash: 3.1 kB), programs in WebAssembly for CRCs (0.9 kB), sessions
    // for directory buckets, signatures of chunks, feature ids and tracing channels. Roles need STS and with it the query
    // protocol: 6 kB; sign-ins of SSO and of the console three services more, in plain JSON: 6 kB. What tells the
    // line of a wrong value and who forgot a body, and finds models on the data path, is 1 kB.
    ceilings: { esbuild: 88.8, rolldown: 86.9 },
    goal: 45,
    forbidden: [cbor, eventStreams, http2, sigv3],
  },
  {
    name: "Node: S3 getObject, inia-no-chain",
    entry: "s3-get-object",
    platform: "node",
    conditions: ["inia-no-chain"],
    client: "@inia/client-s3",
    operations: ["GetObject", regionOfBucket, session],
    // Programs in WebAssembly for CRCs (0.9 kB), signatures of chunks; feature ids and tracing channels.
    ceilings: { esbuild: 54.9, rolldown: 53.7 },
    goal: 20,
    forbidden: [...chain, roles, cognito, fastXmlParser, cbor, eventStreams, http2, sigv3, sigv4a, rareRetries],
  },
];
