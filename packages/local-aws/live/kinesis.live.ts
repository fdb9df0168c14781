import { Kinesis, ResourceNotFoundException } from "@inia/client-kinesis";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("records come back in order, as bytes", async () => {
  const kinesis = await withStream("records");
  const sent = [new Uint8Array([0, 128, 255]), new TextEncoder().encode("dois")];
  for (const Data of sent) await kinesis.putRecord({ StreamName: "records", PartitionKey: "k", Data });

  const { Shards } = await kinesis.listShards({ StreamName: "records" });
  const { ShardIterator = "" } = await kinesis.getShardIterator({
    StreamName: "records",
    ShardId: Shards?.[0]?.ShardId ?? "",
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { MillisBehindLatest, Records } = await kinesis.getRecords({ ShardIterator });
  expect(Records.map(({ Data }) => [...Data])).toEqual(sent.map((data) => [...data]));
  expect(Records[0]?.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
  expect(MillisBehindLatest).toBe(0);
});

test("a batch of records says what became of each", async () => {
  const kinesis = await withStream("batches");
  const { FailedRecordCount, Records } = await kinesis.putRecords({
    StreamName: "batches",
    Records: ["a", "b"].map((PartitionKey) => ({ PartitionKey, Data: PartitionKey })),
  });
  expect(FailedRecordCount).toBe(0);
  expect(Records.map(({ ShardId }) => ShardId)).toEqual(["shardId-000000000000", "shardId-000000000000"]);
});

test("streams are listed, and gone once deleted", async () => {
  const kinesis = await withStream("short-lived");
  expect((await kinesis.listStreams()).StreamNames).toContain("short-lived");
  await kinesis.deleteStream({ StreamName: "short-lived" });
  await kinesis.getWaiter("streamNotExists").wait({ StreamName: "short-lived" });
  await expect(kinesis.describeStream({ StreamName: "short-lived" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

async function withStream(StreamName: string): Promise<Kinesis> {
  const kinesis = new Kinesis(live.config);
  await kinesis.createStream({ StreamName, ShardCount: 1 });
  await kinesis.getWaiter("streamExists").wait({ StreamName });
  return kinesis;
}
