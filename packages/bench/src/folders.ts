import { fileURLToPath } from "node:url";

/** This package's folder: programs are compiled into its `dist`, so that they find its `node_modules` and the root's. */
export const benchFolder: string = fileURLToPath(new URL("..", import.meta.url));
