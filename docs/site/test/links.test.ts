import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";
import { dist } from "./site.js";

test("no link within the site is broken, fragments included", () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(dist, join(file.parentPath, file.name)));
  const known = new Set(files);
  const ids = new Map<string, ReadonlySet<string>>();
  const wanted: (readonly [from: string, to: string, id: string])[] = [];
  const broken: string[] = [];
  let links = 0;
  for (const file of files.filter((name) => name.endsWith(".html"))) {
    const text = readFileSync(join(dist, file), "utf8");
    ids.set(file, new Set(Array.from(text.matchAll(/ id="([^"]+)"/g), ([, id]) => id!)));
    for (const [, url] of text.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^[a-z]+:/.test(url!)) continue;
      links += 1;
      const [path = "", id] = url!.split("#");
      const target = path === "" ? file : normalize(join(dirname(file), path));
      if (!known.has(target)) broken.push(`${file} → ${url}`);
      else if (id) wanted.push([file, target, id]);
    }
  }
  for (const [from, to, id] of wanted) if (!ids.get(to)?.has(id)) broken.push(`${from} → ${to}#${id}`);
  console.log(`${links.toLocaleString("en")} links in ${ids.size.toLocaleString("en")} pages`);
  expect(links).toBeGreaterThan(1000);
  expect(broken.slice(0, 20)).toEqual([]);
});
