import { checkAccounts } from "./accounts.js";
import { checkBrowser } from "./browser.js";
import { checkCall } from "./call.js";
import { checkChat } from "./chat.js";
import { checkLambda } from "./lambda.js";
import { checkOrders } from "./orders.js";
import { checkSnapshots } from "./snapshots.js";
import { checkSync } from "./sync.js";
import { checkTelemetry } from "./telemetry.js";
import { checkWorker } from "./worker.js";

/** Says what an example did, or why it could not be tried. Rejects when it did not do what it should. */
export type Check = () => Promise<string | { readonly skipped: string }>;

export const checkByExample: Readonly<Record<string, Check>> = {
  accounts: checkAccounts,
  browser: checkBrowser,
  call: checkCall,
  chat: checkChat,
  lambda: checkLambda,
  orders: checkOrders,
  snapshots: checkSnapshots,
  sync: checkSync,
  telemetry: checkTelemetry,
  worker: checkWorker,
};
