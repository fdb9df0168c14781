import type { SearchIndex } from "./browser/index-data.js";
import type { ServiceEntry } from "./reference/job.js";

/** The script that browsers search by. */
export function searchIndex(services: readonly ServiceEntry[]): string {
  const members: Record<string, number[]> = Object.create(null);
  services.forEach(({ members: uses }, service) => {
    for (const [name, operation] of Object.entries(uses)) (members[name] ??= []).push(service, operation);
  });
  const index: SearchIndex = {
    services: services.map(({ id, name, operations, errors }) => [id, name, operations.join(" "), errors.join(" ")]),
    members,
  };
  return `window.iniaSearchIndex=${JSON.stringify(index)}`;
}
