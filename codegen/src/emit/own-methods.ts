/** A method that the model does not know: core has it as a function of a client and one object. */
export interface OwnMethod {
  readonly name: string;
  /** The type of its parameter. */
  readonly options: string;
  /** What its promise resolves to. */
  readonly result: string;
  /** What the caller gets. */
  readonly text: string;
}

/** What core has for one service besides calls, in `@inia/core/generated/methods/<service id>`. */
export interface OwnMethods {
  readonly methods: readonly OwnMethod[];
  /** What its package exports besides the methods' functions. */
  readonly exports: readonly string[];
}

/** By service id, as botocore adds them in client.py and handlers.py; ElastiCache's token is ours. */
export const ownMethods: Readonly<Record<string, OwnMethods>> = {
  s3: {
    methods: [
      {
        name: "generatePresignedPost",
        options: "PostRules",
        result: "PresignedPost",
        text: "A form with which a browser uploads a file, without credentials, until it expires. Nothing is sent.",
      },
    ],
    exports: ["fillForm", "type PostCondition", "type PostRules", "type PresignedPost"],
  },
  rds: {
    methods: [
      {
        name: "generateDbAuthToken",
        options: "DbAuthTokenOptions",
        result: "string",
        text: "A token that a database with IAM authentication takes for a password for 15 minutes. Nothing is sent.",
      },
    ],
    exports: ["type DbAuthTokenOptions"],
  },
  dsql: {
    methods: [
      {
        name: "generateDbConnectAuthToken",
        options: "DbConnectAuthTokenOptions",
        result: "string",
        text: "A token that a cluster takes for the password of a database role. Nothing is sent.",
      },
      {
        name: "generateDbConnectAdminAuthToken",
        options: "DbConnectAuthTokenOptions",
        result: "string",
        text: "A token that a cluster takes for the password of the role `admin`. Nothing is sent.",
      },
    ],
    exports: ["type DbConnectAuthTokenOptions"],
  },
  elasticache: {
    methods: [
      {
        name: "generateAuthToken",
        options: "CacheAuthTokenOptions",
        result: "string",
        text: "A token that a cache takes for the password of a user with IAM authentication for 15 minutes. Nothing is sent.",
      },
    ],
    exports: ["type CacheAuthTokenOptions"],
  },
};
