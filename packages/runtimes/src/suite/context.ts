import type { ClientConfig } from "@inia/core";

/** What the process that starts a runtime tells the suite in it: plain JSON. */
export interface SuiteSettings {
  /**
   * Base URLs of the local servers. `silent` accepts connections and never answers; nobody listens at `closed`;
   * `withoutCors` lets no page in.
   */
  readonly endpoints: Readonly<
    Record<"s3" | "dynamodb" | "sqs" | "sts" | "bedrock" | "silent" | "closed" | "withoutCors", string>
  >;
  /** Whether requests come from a page of another origin. */
  readonly crossOrigin: boolean;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Distinguishes this runtime's buckets, tables and queues from those of the others. */
  readonly name: string;
  /** The text of the program, where it and the packages are one file. */
  readonly bundle?: string;
}

/** What scenarios work with. */
export interface Context extends SuiteSettings {
  /** A client's configuration for one of the local servers. */
  configFor(server: keyof SuiteSettings["endpoints"]): ClientConfig;
}

/** One thing that must work in every runtime: it throws when it does not. */
export interface Scenario {
  readonly name: string;
  /** Why it does not apply where the suite runs; undefined where it does. */
  lacks?(context: Context): string | undefined;
  run(context: Context): Promise<void>;
}

export function createContext(settings: SuiteSettings): Context {
  const { endpoints, region, credentials } = settings;
  return {
    ...settings,
    // Path style: names below an IP address do not resolve.
    configFor: (server) => ({ endpoint: endpoints[server], region, credentials, s3: { addressingStyle: "path" } }),
  };
}
