import { checkSync } from "./sync.js";

/** Says what an example did, or why it could not be tried. Rejects when it did not do what it should. */
export type Check = () => Promise<string | { readonly skipped: string }>;

export const checkByExample: Readonly<Record<string, Check>> = {
  sync: checkSync,
};
