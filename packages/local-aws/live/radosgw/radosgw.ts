import { join } from "node:path";
import { S3 } from "@inia/client-s3";
import type { ClientConfig } from "@inia/core";
import { inject } from "vitest";
import { owner, type Radosgw } from "./global-setup.js";

/** The radosgw of this run. */
export function radosgw(): Radosgw {
  const state = inject("radosgw");
  if ("failure" in state) throw new Error(`radosgw did not start: ${state.failure}`);
  return state;
}

/** Configuration of clients that talk to it directly, over plain http. */
export function config(overrides: ClientConfig = {}): ClientConfig {
  return {
    region: "us-east-1",
    endpoint: radosgw().endpoint,
    credentials: owner,
    loadConfig: false,
    ...overrides,
  };
}

/** The same over TLS. */
export function secureConfig(overrides: ClientConfig = {}): ClientConfig {
  const { cluster, secureEndpoint } = radosgw();
  return config({ endpoint: secureEndpoint, tls: { ca: join(cluster.folder, "cert.pem") }, ...overrides });
}

/** A client, and a new bucket of this name. */
export async function withBucket(Bucket: string, overrides: ClientConfig = {}): Promise<S3> {
  const s3 = new S3(config(overrides));
  await s3.createBucket({ Bucket });
  return s3;
}
