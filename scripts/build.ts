// npm run build: core, the tools and all clients. With nothing changed it is a cache hit.
import { buildAll } from "./run.js";

await buildAll();
