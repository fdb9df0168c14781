import type { FoldCrc } from "./crc-fold.js";

// A page's content security policy may refuse WebAssembly, and says so in its console: tables do it alone.
export const foldCrc32c: FoldCrc | undefined = undefined;
export const foldCrc64Nvme: FoldCrc | undefined = undefined;
