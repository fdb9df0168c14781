/** What answers a package of aws-sdk v3's. */
export interface Counterpart {
  readonly to: string;
  /** What it exports: a program that imports more cannot be changed over as it is. */
  readonly names: readonly string[];
}

const credentialProviders: Counterpart = {
  to: "@inia/aws-sdk/credential-providers",
  names: [
    ...["AwsCredentialIdentity", "AwsCredentialIdentityProvider", "createCredentialChain", "fromCognitoIdentityPool"],
    ...["CustomCredentialChainOptions", "fromCognitoIdentity", "FromCognitoIdentityParameters"],
    ...[
      "FromHttpOptions",
      "RemoteProviderInit",
      "FromCognitoIdentityPoolParameters",
      "FromTemporaryCredentialsOptions",
      "propertyProviderChain",
    ],
    ...["fromContainerMetadata", "fromEnv", "fromHttp", "fromIni", "FromIniInit", "fromInstanceMetadata"],
    ...["fromLoginCredentials", "fromNodeProviderChain", "fromProcess", "fromSSO", "FromSSOInit"],
    ...["fromTemporaryCredentials", "fromTokenFile", "fromWebToken", "FromWebTokenInit"],
  ],
};

const nodeHttpHandler: Counterpart = {
  to: "@inia/aws-sdk/node-http-handler",
  names: ["NodeHttpHandler", "NodeHttpHandlerOptions"],
};

const fetchHttpHandler: Counterpart = {
  to: "@inia/aws-sdk/fetch-http-handler",
  names: ["FetchHttpHandler", "FetchHttpHandlerOptions"],
};

const smithyClient: Counterpart = { to: "@inia/aws-sdk/smithy-client", names: ["ServiceException"] };

const types: Counterpart = {
  to: "@inia/aws-sdk/types",
  names: [
    ...[
      "AwsCredentialIdentity",
      "AwsCredentialIdentityProvider",
      "BuildMiddleware",
      "DeserializeMiddleware",
      "Endpoint",
    ],
    ...[
      "FinalizeRequestMiddleware",
      "HttpHandlerOptions",
      "HttpRequest",
      "HttpResponse",
      "InitializeMiddleware",
      "Logger",
      "MetadataBearer",
      "MiddlewareOptions",
    ],
    ...["NodeHttpHandlerOptions", "Pluggable", "Provider", "RequestHandler", "SdkStreamMixin", "SerializeMiddleware"],
    ...["StreamingBlobPayloadOutputTypes", "WaiterConfiguration"],
  ],
};

/** Packages of v3's besides its clients, by name. */
export const counterparts: Readonly<Record<string, Counterpart>> = {
  "@aws-sdk/lib-storage": {
    to: "@inia/aws-sdk/lib-storage",
    names: [
      ...["BodyDataTypes", "Configuration", "Options", "Progress", "ServiceClients", "Tag", "Upload", "UploadOutput"],
    ],
  },
  "@aws-sdk/lib-dynamodb": {
    to: "@inia/aws-sdk/lib-dynamodb",
    names: [
      ...["DynamoDBDocument", "DynamoDBDocumentClient", "NativeAttributeValue", "NumberValue", "NumberValueImpl"],
      ...["DynamoDBDocumentClientResolvedConfig", "DynamoDBDocumentPaginationConfiguration", "marshallOptions"],
      ...["NativeAttributeBinary", "NativeScalarAttributeValue", "paginatedBatchGet", "paginateQuery"],
      ...["paginateScan", "PaginationConfiguration", "TranslateConfig", "unmarshallOptions"],
      ...["BatchExecuteStatement", "BatchGet", "BatchWrite", "Delete", "ExecuteStatement", "ExecuteTransaction", "Get"]
        .concat(["Put", "Query", "Scan", "SearchVectors", "TransactGet", "TransactWrite", "Update"])
        .flatMap((name) => [`${name}Command`, `${name}CommandInput`, `${name}CommandOutput`]),
    ],
  },
  "@aws-sdk/util-dynamodb": {
    to: "@inia/aws-sdk/util-dynamodb",
    names: [
      ...["convertToAttr", "convertToNative", "marshall", "marshallOptions", "NativeAttributeValue", "NumberValue"],
      ...["NativeAttributeBinary", "NativeScalarAttributeValue", "NumberValueImpl", "unmarshall", "unmarshallOptions"],
    ],
  },
  "@aws-sdk/s3-request-presigner": {
    to: "@inia/aws-sdk/s3-request-presigner",
    names: ["getSignedUrl", "RequestPresigningArguments", "S3RequestPresigner", "S3RequestPresignerOptions"],
  },
  "@aws-sdk/s3-presigned-post": {
    to: "@inia/aws-sdk/s3-presigned-post",
    names: ["Conditions", "createPresignedPost", "PresignedPost", "PresignedPostOptions"],
  },
  "@aws-sdk/credential-providers": credentialProviders,
  "@aws-sdk/credential-provider-env": credentialProviders,
  "@aws-sdk/credential-provider-http": credentialProviders,
  "@aws-sdk/credential-provider-ini": credentialProviders,
  "@aws-sdk/credential-provider-login": credentialProviders,
  "@aws-sdk/credential-provider-process": credentialProviders,
  "@aws-sdk/credential-provider-sso": credentialProviders,
  "@aws-sdk/credential-provider-web-identity": credentialProviders,
  "@smithy/credential-provider-imds": credentialProviders,
  "@aws-sdk/credential-provider-node": { to: "@inia/aws-sdk/credential-provider-node", names: ["defaultProvider"] },
  "@smithy/node-http-handler": nodeHttpHandler,
  "@aws-sdk/node-http-handler": nodeHttpHandler,
  "@smithy/fetch-http-handler": fetchHttpHandler,
  "@aws-sdk/fetch-http-handler": fetchHttpHandler,
  "@smithy/smithy-client": smithyClient,
  "@aws-sdk/smithy-client": smithyClient,
  "@smithy/types": types,
  "@aws-sdk/types": types,
};

/** What v3's clients export and the entries `/aws-sdk` do not. */
export const withoutCounterpart: RegExp =
  /^(?:\$Command|__\w+|errorTypeRegistries|ClientDefaults|ClientInputEndpointParameters|RuntimeExtension|\w+ExtensionConfiguration|\w+ClientResolvedConfigType|\w+\$)$/;

const needsNoClient = "it has no counterpart and needs none: it works without v3's clients";

/** Packages that are no business of v3's clients, or whose part Inia's own settings play. */
export const staying: Readonly<Record<string, string>> = {
  "@aws-sdk/util-format-url": needsNoClient,
  "@smithy/hash-node": needsNoClient,
  "@smithy/protocol-http": needsNoClient,
  "@smithy/signature-v4": needsNoClient,
  "@smithy/url-parser": needsNoClient,
  "@smithy/util-utf8": needsNoClient,
  "@smithy/util-stream": "it has no counterpart: Inia's outputs have bodies with the same methods",
  "@smithy/util-retry": "it has no counterpart: set maxAttempts and retryMode, or a retryStrategy of Inia's",
  "@smithy/middleware-retry": "it has no counterpart: set maxAttempts and retryMode, or a retryStrategy of Inia's",
};
