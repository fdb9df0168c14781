// What signing takes of Node: its hashes loaded, and used once.
import { createHash, createHmac } from "node:crypto";
import { tellPeakMemory } from "./peak-memory.js";

createHmac("sha256", "key").update(createHash("sha256").update("request").digest("hex")).digest("hex");
tellPeakMemory();
