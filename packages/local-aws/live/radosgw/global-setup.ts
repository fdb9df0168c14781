import { S3 } from "@inia/client-s3";
import type { TestProject } from "vitest/node";
import { beginUpload } from "./begin-upload.js";
import { findCeph } from "./ceph.js";
import { type Cluster, freePorts, type Running, run, startCluster, startGateway } from "./cluster.js";

/** A radosgw that runs, or why none does. */
export type RadosgwState = Radosgw | { readonly failure: string };

export interface Radosgw {
  readonly endpoint: string;
  readonly secureEndpoint: string;
  readonly cluster: Cluster;
}

/** Whom radosgw knows. The owner may make roles; the stranger has buckets of its own. */
export const owner = { accessKeyId: "AKIDOWNER", secretAccessKey: "owner/secret+key" } as const;
export const stranger = { accessKeyId: "AKIDSTRANGER", secretAccessKey: "stranger/secret+key" } as const;

declare module "vitest" {
  interface ProvidedContext {
    radosgw: RadosgwState;
  }
}

/** Starts one radosgw for all files; returns what stops it. Where that fails, every test says so: others still run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { radosgw, stop } = await start().catch(start);
    project.provide("radosgw", radosgw);
    return stop;
  } catch (error) {
    project.provide("radosgw", { failure: error instanceof Error ? error.message : String(error) });
    return async () => {};
  }
}

/** A port can be taken between its choice and its use, a monitor can fail: whoever calls this tries twice. */
async function start(): Promise<{ readonly radosgw: Radosgw } & Running> {
  const { cluster, stop: stopCluster } = await startCluster(await findCeph(console.log));
  try {
    const ports = await freePorts();
    const gateway = await startGateway(cluster, ports);
    const stop = async (): Promise<void> => {
      await gateway.stop();
      await stopCluster();
    };
    await addUser(cluster, "owner", owner);
    await addUser(cluster, "stranger", stranger);
    await run(cluster, "radosgw-admin", ["caps", "add", "--uid", "owner", "--caps", "roles=*"]);
    const endpoint = `http://127.0.0.1:${ports.http}`;
    await makePools(endpoint);
    return { radosgw: { endpoint, secureEndpoint: `https://127.0.0.1:${ports.https}`, cluster }, stop };
  } catch (error) {
    await stopCluster();
    throw error;
  }
}

/** radosgw makes its pools when they are first used. All of them now: what fails at a start is tried again. */
async function makePools(endpoint: string): Promise<void> {
  const s3 = new S3({ endpoint, region: "us-east-1", credentials: owner, loadConfig: false, callTimeoutMs: 20_000 });
  const at = { Bucket: "first", Key: "k" };
  await s3.createBucket({ Bucket: at.Bucket });
  await s3.putObject({ ...at, Body: "text" });
  await s3.abortMultipartUpload(await beginUpload(s3, at));
  await s3.deleteObject(at);
  await s3.deleteBucket({ Bucket: at.Bucket });
}

async function addUser(
  cluster: Cluster,
  uid: string,
  { accessKeyId, secretAccessKey }: typeof owner | typeof stranger,
) {
  const keys = ["--access-key", accessKeyId, "--secret", secretAccessKey];
  await run(cluster, "radosgw-admin", ["user", "create", "--uid", uid, "--display-name", uid, ...keys]);
}
