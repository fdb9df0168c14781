// snapshots VOLUME [--days 30] [--keep 3] [--dry-run]
import { parseArgs } from "node:util";
import { EC2Client } from "@inia/client-ec2";
import { prune } from "./prune.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    days: { type: "string", default: "30" },
    keep: { type: "string", default: "3" },
    "dry-run": { type: "boolean", default: false },
  },
});
const [volumeId] = positionals;
if (volumeId === undefined) {
  console.error("Usage: snapshots VOLUME [--days 30] [--keep 3] [--dry-run]");
  process.exit(2);
}
const { deleted, inUse, kept } = await prune(new EC2Client(), {
  volumeId,
  days: Number(values.days),
  keep: Number(values.keep),
  isDry: values["dry-run"],
  now: Date.now(),
});
console.log(`${values["dry-run"] ? "would delete" : "deleted"}: ${deleted.join(", ") || "none"}; ${kept} kept`);
if (inUse.length > 0) console.log(`needed by an image: ${inUse.join(", ")}`);
