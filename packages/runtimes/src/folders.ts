import { fileURLToPath } from "node:url";

/** This package's folder: programs are built into its `dist`, so that they find the root's `node_modules`. */
export const runtimesFolder: string = fileURLToPath(new URL("..", import.meta.url));
