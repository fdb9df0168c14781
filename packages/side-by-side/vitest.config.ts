import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Not part of `npm test`: v3 has to be installed, which `npm run side-by-side` does. */
export default defineConfig({
  test: { root: fileURLToPath(new URL(".", import.meta.url)), include: ["src/*.test.ts"], pool: "threads" },
});
