// Takes `#private` out of core's declarations. A class with it is only assignable to itself, so that two releases of
// core in one program would refuse each other's sessions, bodies and clients; without it types go by their members.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = "dist";
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith(".d.ts")) continue;
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const structural = text.replace(/^\s*#private;\n/gm, "");
  if (structural !== text) writeFileSync(path, structural);
}
