import { deleteSnapshot, describeSnapshots, EC2Client } from "@inia/client-ec2";
import { ClientError } from "@inia/core";
import { ANY, Stubber } from "@inia/core/stub";
import { expect, test } from "vitest";
import { type PruneOptions, prune } from "./prune.js";

const now = Date.parse("2026-06-30T00:00:00Z");
const options: PruneOptions = { volumeId: "vol-1", days: 30, keep: 1, isDry: false, now };

/** A client that reaches nothing, and the stubber in front of it. */
function stubbed(): { ec2: EC2Client; stubber: Stubber<EC2Client> } {
  const ec2 = new EC2Client({ region: "eu-west-1", loadConfig: false });
  return { ec2, stubber: new Stubber(ec2).activate() };
}

function snapshot(SnapshotId: string, daysAgo: number): { SnapshotId: string; StartTime: Date } {
  return { SnapshotId, StartTime: new Date(now - daysAgo * 86_400_000) };
}

test("what is too old goes, over all pages; the newest stay", async () => {
  const { ec2, stubber } = stubbed();
  using _ = stubber;
  const question = {
    OwnerIds: ["self"],
    Filters: [
      { Name: "volume-id", Values: ["vol-1"] },
      { Name: "status", Values: ["completed"] },
    ],
    MaxResults: 100,
  };
  stubber.addResponse(
    describeSnapshots,
    { Snapshots: [snapshot("a", 40), snapshot("b", 5)], NextToken: "2" },
    question,
  );
  stubber.addResponse(describeSnapshots, { Snapshots: [snapshot("c", 31)] }, { ...question, NextToken: "2" });
  stubber.addResponse(deleteSnapshot, {}, { SnapshotId: "c" });
  stubber.addResponse(deleteSnapshot, {}, { SnapshotId: "a" });
  expect(await prune(ec2, options)).toEqual({ deleted: ["c", "a"], inUse: [], kept: 1 });
});

test("the newest are kept although they are old", async () => {
  const { ec2, stubber } = stubbed();
  using _ = stubber;
  stubber.addResponse(describeSnapshots, { Snapshots: [snapshot("a", 400), snapshot("b", 300), snapshot("c", 500)] });
  stubber.addResponse(deleteSnapshot, {}, { SnapshotId: "c" });
  expect(await prune(ec2, { ...options, keep: 2 })).toEqual({ deleted: ["c"], inUse: [], kept: 2 });
});

test("one that an image needs stays, one that is gone already counts as deleted", async () => {
  const { ec2, stubber } = stubbed();
  // Told by their parameters, replies come in any order, as often as they are asked for.
  stubber.on(describeSnapshots).reply({ Snapshots: [snapshot("new", 1), snapshot("used", 50), snapshot("gone", 60)] });
  stubber.on(deleteSnapshot, { SnapshotId: "used" }).replyError({ code: "InvalidSnapshot.InUse" });
  stubber.on(deleteSnapshot, { SnapshotId: "gone" }).replyError({ code: "InvalidSnapshot.NotFound" });
  expect(await prune(ec2, options)).toEqual({ deleted: ["gone"], inUse: ["used"], kept: 2 });
  stubber.assertNoPendingResponses();
});

test("a dry run deletes nothing", async () => {
  const { ec2, stubber } = stubbed();
  using _ = stubber;
  stubber.addResponse(describeSnapshots, { Snapshots: [snapshot("a", 40), snapshot("b", 50)] });
  expect(await prune(ec2, { ...options, isDry: true })).toEqual({ deleted: ["b"], inUse: [], kept: 1 });
});

test("other refusals end the program", async () => {
  const { ec2, stubber } = stubbed();
  using _ = stubber;
  stubber.addResponse(describeSnapshots, { Snapshots: [snapshot("a", 40), snapshot("b", 50)] });
  const refusal = { code: "UnauthorizedOperation", statusCode: 403, expectedParams: { SnapshotId: ANY } };
  stubber.addClientError(deleteSnapshot, refusal);
  const error = await prune(ec2, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ code: "UnauthorizedOperation", statusCode: 403, operation: "DeleteSnapshot" });
});
