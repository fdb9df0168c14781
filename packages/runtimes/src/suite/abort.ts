import { DynamoDBClient, listTables } from "@inia/client-dynamodb";
import { CallTimeoutError, ReadTimeoutError } from "@inia/core";
import type { Scenario } from "./context.js";
import { rejection } from "./expect.js";

export const abortScenarios: readonly Scenario[] = [
  {
    name: "Abort: a signal that is aborted already",
    async run(context) {
      const dynamodb = new DynamoDBClient(context.configFor("silent"));
      const reason = new Error("not today");
      const error = await rejection(listTables(dynamodb, {}, { signal: AbortSignal.abort(reason) }), "listTables");
      if (error !== reason) throw new Error(`expected the signal's reason, found ${String(error)}`);
    },
  },
  {
    name: "Abort: while the service is silent",
    async run(context) {
      const dynamodb = new DynamoDBClient(context.configFor("silent"));
      const reason = new Error("enough");
      const controller = new AbortController();
      const call = listTables(dynamodb, {}, { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 100);
      const error = await rejection(call, "listTables");
      if (error !== reason) throw new Error(`expected the signal's reason, found ${String(error)}`);
    },
  },
  {
    name: "Timeouts: of a read, and of a call",
    async run(context) {
      const config = { ...context.configFor("silent"), maxAttempts: 1 };
      // Over fetch nobody can tell a connection from an answer: the time for both counts as one.
      const impatient = new DynamoDBClient({ ...config, connectTimeoutMs: 100, readTimeoutMs: 100 });
      const read = await rejection(listTables(impatient, {}), "listTables");
      if (!(read instanceof ReadTimeoutError)) throw new Error(`expected ReadTimeoutError, found ${String(read)}`);
      const whole = await rejection(listTables(new DynamoDBClient(config), {}, { callTimeoutMs: 200 }), "listTables");
      if (!(whole instanceof CallTimeoutError)) throw new Error(`expected CallTimeoutError, found ${String(whole)}`);
    },
  },
];
