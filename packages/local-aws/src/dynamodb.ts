import type { AddressInfo } from "node:net";
import dynalite from "dynalite";
import type { LocalService, ServiceOptions } from "./service.js";
import { startVerifier } from "./verifier.js";

/** What the local DynamoDB takes besides what every service takes. */
export interface DynamoDBOptions extends ServiceOptions {
  /** How long a table stays `CREATING`, `UPDATING` or `DELETING`. Default: 0. */
  readonly tableDelayMs?: number | undefined;
}

/** Starts a DynamoDB without tables: dynalite in memory, behind a verifier. */
export async function startDynamoDB(options: DynamoDBOptions = {}): Promise<LocalService> {
  const delay = options.tableDelayMs ?? 0;
  const database = dynalite({ createTableMs: delay, updateTableMs: delay, deleteTableMs: delay });
  await new Promise<void>((resolve, reject) => {
    database.once("error", reject);
    database.listen(0, "127.0.0.1", resolve);
  });
  const { port } = database.address() as AddressInfo;
  const verifier = await startVerifier({
    ...options,
    target: `http://127.0.0.1:${port}`,
    service: "dynamodb",
    region: options.region ?? "us-east-1",
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= verifier.close().then(
      () =>
        new Promise((resolve, reject) => {
          database.close((error) => (error ? reject(error) : resolve()));
          database.closeAllConnections();
        }),
    );
    return closing;
  };
  return { ...verifier, close, [Symbol.asyncDispose]: close };
}
