// Node 20 does not hand its loader on to worker threads: this one gets it itself.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
