import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ModelFiles } from "@inia/core/model";

/** Reads the newest model of a service. */
export function readModel(folder: string, service: string): ModelFiles {
  const services = readdirSync(folder);
  if (!services.includes(service)) throw new Error(`There is no model of "${service}" in ${folder}.`);
  const version = readdirSync(join(folder, service)).sort().at(-1) ?? "";
  const read = <Content>(name: string): Content | undefined => {
    const file = join(folder, service, version, name);
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Content;
    if (existsSync(`${file}.gz`)) return JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString()) as Content;
    return undefined;
  };
  const model = read<ModelFiles["service"]>("service-2.json");
  if (model === undefined) throw new Error(`${join(folder, service, version)} has no service-2.json.`);
  return {
    folder: service,
    service: model,
    paginators: read("paginators-1.json"),
    waiters: read("waiters-2.json"),
    ruleSet: read("endpoint-rule-set-1.json"),
  };
}
