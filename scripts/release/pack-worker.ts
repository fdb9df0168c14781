// Packs what it is sent, one package after the other, until its parent is gone.
import { packPackage } from "./pack-package.js";

process.on("message", (parameters: Parameters<typeof packPackage>) => {
  packPackage(...parameters).then(
    (packed) => process.send?.({ packed }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
