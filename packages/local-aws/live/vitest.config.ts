import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Suites against real servers: `npm run test:live`, never part of `npm test`. */
export default defineConfig({
  test: {
    projects: [
      {
        // All files share one moto, which each empties.
        test: { name: "moto", root, include: ["*.live.ts"], globalSetup: ["global-setup.ts"], ...shared() },
      },
      {
        test: {
          name: "radosgw",
          root,
          include: ["radosgw/*.live.ts"],
          globalSetup: ["radosgw/global-setup.ts"],
          ...shared(),
        },
      },
    ],
  },
});

function shared() {
  return { fileParallelism: false, testTimeout: 30_000, slowTestThreshold: 5_000 };
}
