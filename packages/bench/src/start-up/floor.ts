// What signing takes of Node: its hashes loaded, and used once.
import { createHash, createHmac } from "node:crypto";
import { tellResourceUse } from "./resource-use.js";

createHmac("sha256", "key").update(createHash("sha256").update("request").digest("hex")).digest("hex");
tellResourceUse();
