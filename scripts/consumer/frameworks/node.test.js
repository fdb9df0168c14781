import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { mock, test } from "node:test";
import { getObject, headBucket, listObjectsV2, NoSuchKey, S3Client } from "@inia/client-s3";
import { StubAssertionError } from "@inia/core";
import { ANY, buildOutput, openCassette, Stubber } from "@inia/core/stub";
import { caption, count, photoNames } from "./photos.js";

const { config } = JSON.parse(process.env.CONSUMER);

/** A client with its stubber; the test fails where a reply was never asked for. */
function stubbed(context) {
  const s3 = new S3Client({ region: "eu-west-1", loadConfig: false });
  const stubber = new Stubber(s3).activate();
  context.after(() => stubber[Symbol.dispose]());
  return { s3, stubber };
}

test("replies in turn, ANY among the expected parameters", async (t) => {
  const { s3, stubber } = stubbed(t);
  stubber.addResponse(getObject, { Body: "a cat" }, { Bucket: "b", Key: ANY });
  stubber.addClientError(getObject, { code: "NoSuchKey", expectedParams: { Bucket: "b", Key: ANY } });
  assert.equal(await caption(s3, "b", "cat.jpg"), "a cat");
  assert.equal(await caption(s3, "b", "dog.jpg"), undefined);
});

test("parameters that are not the expected ones fail the call", async (t) => {
  const { s3, stubber } = stubbed(t);
  stubber.addResponse(getObject, { Body: "a cat" }, { Bucket: "b", Key: "photos/cat.jpg" });
  await assert.rejects(caption(s3, "b", "dog.jpg"), StubAssertionError);
  await assert.rejects(caption(s3, "b", "dog.jpg"), /Key: expected "photos\/cat\.jpg", got "photos\/dog\.jpg"/);
  await caption(s3, "b", "cat.jpg");
});

test("a mock function replies, and is asked what it was called with", async (t) => {
  const { s3, stubber } = stubbed(t);
  const reply = mock.fn(({ Key }) => ({ Body: `this is ${Key}` }));
  stubber.on(getObject, { Bucket: "b" }).reply(reply);
  assert.equal(await caption(s3, "b", "cat.jpg"), "this is photos/cat.jpg");
  assert.deepEqual(reply.mock.calls[0].arguments, [{ Bucket: "b", Key: "photos/cat.jpg" }]);
});

test("outputs compare with deepEqual, errors with rejects", async (t) => {
  const { s3, stubber } = stubbed(t);
  stubber.on(listObjectsV2).reply(buildOutput(listObjectsV2, { KeyCount: 2, Contents: [{ Key: "k" }] }));
  stubber.on(getObject).replyError({ code: "NoSuchKey", message: "gone" });
  const { $metadata, ...output } = await listObjectsV2(s3, { Bucket: "b" });
  assert.deepEqual(output, { KeyCount: 2, Contents: [{ Key: "k" }] });
  assert.equal($metadata.httpStatusCode, 200);
  await assert.rejects(getObject(s3, { Bucket: "b", Key: "k" }), NoSuchKey);
});

test("calls go on while time stands still, and waiters wait for it", async (t) => {
  const { s3, stubber } = stubbed(t);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  stubber.addClientError(headBucket, { code: "404", statusCode: 404 });
  stubber.addResponse(headBucket, {});
  stubber.addResponse(listObjectsV2, { Contents: [{ Key: "photos/cat.jpg" }] });
  const passing = setInterval(() => t.mock.timers.tick(5000), 1);
  t.after(() => clearInterval(passing));
  assert.deepEqual(await photoNames(s3, "b"), ["photos/cat.jpg"]);
});

test("what was never called is told in a table", () => {
  const stubber = new Stubber(new S3Client({ region: "eu-west-1", loadConfig: false }));
  stubber.addResponse(listObjectsV2, { KeyCount: 1 }, { Bucket: "b" });
  assert.throws(
    () => stubber.assertNoPendingResponses(),
    /operation +parameters +reply\n +ListObjectsV2 +\{ Bucket: "b" \}/,
  );
});

test("a cassette answers what a server answered once", async () => {
  const path = new URL("node.cassette.json", import.meta.url).pathname;
  rmSync(path, { force: true });
  const recording = openCassette(path);
  const before = await count(new S3Client({ ...config.s3, ...recording.config }), "consumer");
  recording[Symbol.dispose]();

  const replaying = openCassette(path);
  assert.equal(replaying.mode, "replay");
  assert.equal(await count(new S3Client({ ...config.s3, ...replaying.config }), "consumer"), before);
  replaying.assertPlayed();
});
