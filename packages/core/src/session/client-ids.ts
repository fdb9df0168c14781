import { loadServiceTable } from "#platform/service-table";

/** The ends of the names of all clients' packages: `s3`, `cloudwatch-logs`. */
export async function clientIds(): Promise<string[]> {
  const { services } = await loadServiceTable();
  return Object.values(services).map((row) => row.split(" ")[0]!);
}
