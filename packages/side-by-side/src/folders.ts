import { fileURLToPath } from "node:url";

/** This package's folder: its programs find v3 in its `node_modules`, and Inia in the root's. */
export const folder: string = fileURLToPath(new URL("..", import.meta.url));
export const root: string = fileURLToPath(new URL("../../..", import.meta.url));
