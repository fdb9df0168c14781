import { expect, test } from "vitest";
import type { ServiceTable } from "./service-table.js";
import { getSession } from "./session.js";

test("services, partitions and regions are those of AWS's lists", async () => {
  const session = getSession();
  const services = await session.getAvailableServices();
  expect(services).toEqual(expect.arrayContaining(["s3", "logs", "stepfunctions"]));
  expect(services.length).toBe(429);
  expect((await session.getAvailablePartitions()).slice(0, 3)).toEqual(["aws", "aws-cn", "aws-us-gov"]);
  expect(await session.getAvailableRegions("s3")).toEqual(expect.arrayContaining(["us-east-1", "eu-west-1"]));
  expect(await session.getPartitionForRegion("cn-north-1")).toBe("aws-cn");
  expect(await session.getPartitionForRegion("eu-future-9")).toBe("aws");
  await expect(session.getPartitionForRegion("nowhere")).rejects.toMatchObject({ name: "UnknownRegionError" });
});

test("regions are those of a partition, by either name of a service, and other endpoints on request", async () => {
  const session = getSession();
  const table: ServiceTable = {
    services: { logs: "cloudwatch-logs logs", new: "new new" },
    partitions: {
      p: { regions: "r-1 r-2", regionRegex: "^r-", endpoints: { "r-3": "logs-too", "r-1 r-global r-2": "s3 logs" } },
      q: { regions: "s-1", regionRegex: "^s-", endpoints: { "s-1": "logs" } },
    },
  };
  session.registerComponent("data_loader", { serviceTable: async () => table });
  expect(await session.getAvailableRegions("logs", { partition: "p" })).toEqual(["r-1", "r-2"]);
  expect(await session.getAvailableRegions("cloudwatch-logs", { partition: "q" })).toEqual(["s-1"]);
  expect(await session.getAvailableRegions("logs", { partition: "p", allowNonRegional: true })).toEqual([
    "r-1",
    "r-global",
    "r-2",
  ]);
  expect(await session.getAvailableRegions("logs")).toEqual([]);
  expect(await session.getAvailableRegions("new", { partition: "p" })).toEqual([]);
  expect(await session.getAvailableRegions("unknown", { partition: "p" })).toEqual([]);
});
