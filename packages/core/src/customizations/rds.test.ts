import { expect, test } from "vitest";
import { type Customization, registerCustomizations } from "../client/service-descriptor.js";
import type { CallContext } from "../events/call-context.js";
import { HierarchicalEmitter } from "../events/emitter.js";
import { customizations as docdb } from "./docdb.js";
import { customizations as neptune } from "./neptune.js";
import { customizations as rds } from "./rds.js";

const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret", sessionToken: "session/token" };

interface Settings {
  readonly service?: string;
  readonly customizations?: readonly Customization[];
  readonly endpointUrl?: string;
}

/** The form of a call after the service's handlers have seen it. */
async function formAfter(
  operation: string,
  fields: Record<string, string>,
  { service = "rds", customizations = rds, endpointUrl = "https://rds.eu-west-1.amazonaws.com" }: Settings = {},
): Promise<Record<string, string>> {
  const events = new HierarchicalEmitter();
  registerCustomizations(events, customizations);
  const client = {
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    service: { signingName: "rds" },
    credentials: async () => credentials,
  };
  const context = { clientRegion: "eu-west-1", endpointUrl, client } as unknown as CallContext;
  const form = new Map(Object.entries({ Action: operation, Version: "2014-10-31", ...fields }));
  const params = { method: "POST", path: "/", query: [], headers: {}, body: { form } } as const;
  const model = { name: operation, http: ["POST", "/"] } as const;
  await events.emit(`before-call.${service}.${operation}`, { model, params: { ...params, query: [] }, context });
  return Object.fromEntries(form);
}

test("a copy from another region carries a URL that is signed for that region", async () => {
  const form = await formAfter("CopyDBSnapshot", { SourceDBSnapshotIdentifier: "a b", SourceRegion: "us-west-2" });
  expect(Object.keys(form)).toEqual(["Action", "Version", "SourceDBSnapshotIdentifier", "PreSignedUrl"]);
  const url = new URL(form.PreSignedUrl!);
  expect(`${url.origin}${url.pathname}`).toBe("https://rds.us-west-2.amazonaws.com/");
  expect(form.PreSignedUrl).toContain(
    "/?Action=CopyDBSnapshot&Version=2014-10-31&SourceDBSnapshotIdentifier=a%20b&DestinationRegion=eu-west-1&X-Amz-Algorithm=",
  );
  expect(url.searchParams.get("X-Amz-Credential")).toBe("AKIDTEST/20260102/us-west-2/rds/aws4_request");
  expect(url.searchParams.get("X-Amz-Expires")).toBe("3600");
  expect(url.searchParams.get("X-Amz-SignedHeaders")).toBe("host");
  expect(url.searchParams.get("X-Amz-Security-Token")).toBe("session/token");
  expect(url.searchParams.get("X-Amz-Signature")).toMatch(/^[\da-f]{64}$/);
});

test("the path of a custom endpoint is part of the URL", async () => {
  const form = await formAfter(
    "CreateDBCluster",
    { SourceRegion: "us-west-2" },
    { endpointUrl: "https://proxy.example.com:8443/eu-west-1/rds" },
  );
  expect(form.PreSignedUrl).toMatch(/^https:\/\/proxy\.example\.com:8443\/us-west-2\/rds\?Action=CreateDBCluster&/);
});

test("a URL that is given stays, and the source's region is not sent", async () => {
  const form = await formAfter("CopyDBSnapshot", { SourceRegion: "us-west-2", PreSignedUrl: "https://mine" });
  expect(form).toEqual({ Action: "CopyDBSnapshot", Version: "2014-10-31", PreSignedUrl: "https://mine" });
});

test("a copy within the region is left alone", async () => {
  const form = await formAfter("CopyDBSnapshot", { KmsKeyId: "k" });
  expect(form).toEqual({ Action: "CopyDBSnapshot", Version: "2014-10-31", KmsKeyId: "k" });
});

test.each([
  ["rds", rds, "CopyDBClusterSnapshot"],
  ["rds", rds, "CreateDBCluster"],
  ["rds", rds, "CreateDBInstanceReadReplica"],
  ["rds", rds, "StartDBInstanceAutomatedBackupsReplication"],
  ["neptune", neptune, "CopyDBClusterSnapshot"],
  ["neptune", neptune, "CreateDBCluster"],
  ["docdb", docdb, "CopyDBClusterSnapshot"],
  ["docdb", docdb, "CreateDBCluster"],
])("%s, %#: %s presigns", async (service, customizations, operation) => {
  const form = await formAfter(operation, { SourceRegion: "us-west-2" }, { service, customizations });
  expect(form.PreSignedUrl).toContain(`Action=${operation}&`);
});

test("operations that do not copy do not presign", async () => {
  const form = await formAfter("RestoreDBClusterFromSnapshot", { SourceRegion: "us-west-2" });
  expect(form.SourceRegion).toBe("us-west-2");
});
