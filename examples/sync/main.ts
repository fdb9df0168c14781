// sync FROM TO [--delete] [--dry-run] [--at-once 4]: FROM and TO are folders, or s3://bucket/prefix.
import { parseArgs } from "node:util";
import { S3Client } from "@inia/client-s3";
import { bucketPlace } from "./bucket.js";
import { folderPlace } from "./folder.js";
import type { Place } from "./place.js";
import { sync } from "./sync.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    delete: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
    "at-once": { type: "string", default: "4" },
  },
});
const [from, to] = positionals;
if (from === undefined || to === undefined) {
  console.error("Usage: sync FROM TO [--delete] [--dry-run] [--at-once 4]");
  process.exit(2);
}

// Region, credentials and endpoint come from where every AWS tool finds them.
const s3 = new S3Client();
const result = await sync(place(from), place(to), {
  isExact: values.delete,
  isDry: values["dry-run"],
  atOnce: Number(values["at-once"]),
  report: (what, path, error) => console.log(`${what} ${path}${error === undefined ? "" : `: ${String(error)}`}`),
});
const { copied, bytes, same, removed, failed } = result;
console.log(`${copied} copied (${bytes} bytes), ${same} the same, ${removed} removed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function place(name: string): Place {
  const [, bucket, key = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(name) ?? [];
  if (bucket === undefined) return folderPlace(name);
  return bucketPlace(s3, bucket, key === "" || key.endsWith("/") ? key : `${key}/`);
}
