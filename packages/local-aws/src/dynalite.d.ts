declare module "dynalite" {
  import type { Server } from "node:http";

  /** The part of dynalite 4's options that is used here. */
  interface DynaliteOptions {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}
