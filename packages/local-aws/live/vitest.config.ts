import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Suites against a real server: `npm run test:live`, never part of `npm test`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["*.live.ts"],
    globalSetup: ["global-setup.ts"],
    // All files share one moto.
    fileParallelism: false,
    testTimeout: 30_000,
    slowTestThreshold: 5_000,
  },
});
