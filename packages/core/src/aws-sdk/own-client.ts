import { Client } from "../client/client.js";
import { ClientMeta } from "../client/client-meta.js";
import type { AwsSdkClient } from "./client.js";

/** The same client as Inia has it, for what takes no other: on the same settings, connections and credentials. */
export async function ownClient<Service extends string>(client: AwsSdkClient<Service>): Promise<Client<Service>> {
  const state = await client["~client"]();
  const own = Object.create(Client.prototype) as Client<Service>;
  return Object.defineProperties(own, {
    "~state": { value: state },
    meta: { value: new ClientMeta(state, own), enumerable: true },
  });
}
