import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ServiceTable } from "../load/service-table.js";
import { emitServiceNames, emitServiceTable, type ListedEndpoints } from "./service-table.js";

const root = new URL("../../../", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`models/${name}`, root), "utf8"));
const path = (name: string): string => new URL(`packages/core/src/session/${name}`, root).pathname;

test("core's table of services, partitions and regions is the models'", async () => {
  const text = emitServiceTable(read("services.json") as ServiceTable, read("endpoints.json") as ListedEndpoints);
  await expect(text).toMatchFileSnapshot(path("service-table.data.ts"));
});

test("core's names of packages are the models'", async () => {
  const text = emitServiceNames(read("services.json") as ServiceTable);
  await expect(text).toMatchFileSnapshot(path("service-names.ts"));
});

const entry = { apiVersion: "1", serviceId: "", hyphenizedServiceId: "shared-id", endpointPrefix: "e" };
const services: ServiceTable = {
  old: { ...entry, clientId: "shared-id" },
  other: { ...entry, clientId: "other" },
};

test("services with the same endpoints stand in one row", () => {
  const endpoints: ListedEndpoints = {
    partitions: [
      {
        partition: "a-b",
        regions: { "r-1": {}, "r-2": {} },
        regionRegex: "^r\\-\\d$",
        services: {
          x: { endpoints: { "r-1": {}, "r-2": {} } },
          y: { endpoints: { "r-1": {} } },
          z: { endpoints: { "r-1": {}, "r-2": {} } },
        },
      },
    ],
  };
  const text = emitServiceTable(services, endpoints);
  expect(text.slice(text.indexOf("export"))).toBe(`export const serviceTable: ServiceTable = {
  services: {
    old: "shared-id e",
    other: "other e",
  },
  partitions: {
    "a-b": {
      regions: "r-1 r-2",
      regionRegex: "^r\\\\-\\\\d$",
      endpoints: {
        "r-1 r-2": "x z",
        "r-1": "y",
      },
    },
  },
};
`);
});

test("a service is named by its package where several share an id", () => {
  expect(emitServiceNames(services)).toContain('= {\n  old: "shared-id",\n};');
});
