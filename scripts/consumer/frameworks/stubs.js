import { readFileSync, rmSync } from "node:fs";
import { getObject, headBucket, listObjectsV2, NoSuchKey, S3Client } from "@inia/client-s3";
import { StubAssertionError } from "@inia/core";
import { buildOutput, openCassette, Stubber } from "@inia/core/stub";
import { caption, count, photoNames } from "./photos.js";

const { config } = JSON.parse(process.env.CONSUMER);

/** What Vitest and Jest have alike: `fake` is `vi` or `jest`, which make mock functions and stop the time. */
export function testStubs({ afterEach, beforeEach, expect, test, fake, name }) {
  let s3;
  let stubber;

  beforeEach(() => {
    s3 = new S3Client({ region: "eu-west-1", loadConfig: false });
    stubber = new Stubber(s3).activate();
  });

  afterEach(() => {
    fake.useRealTimers();
    stubber.assertNoPendingResponses();
  });

  test("replies in turn, with matchers among the expected parameters", async () => {
    stubber.addResponse(getObject, { Body: "a cat" }, { Bucket: "b", Key: expect.stringMatching(/cat/) });
    stubber.addClientError(getObject, { code: "NoSuchKey", expectedParams: { Bucket: "b", Key: expect.any(String) } });
    expect(await caption(s3, "b", "cat.jpg")).toBe("a cat");
    expect(await caption(s3, "b", "dog.jpg")).toBeUndefined();
  });

  test("parameters that are not the expected ones fail the call", async () => {
    stubber.addResponse(getObject, { Body: "a cat" }, { Bucket: "b", Key: expect.stringMatching(/cat/) });
    await expect(caption(s3, "b", "dog.jpg")).rejects.toThrow(StubAssertionError);
    await expect(caption(s3, "b", "dog.jpg")).rejects.toThrow('Key: expected StringMatching, got "photos/dog.jpg"');
    await caption(s3, "b", "cat.jpg");
  });

  test("a mock function replies, and is asked what it was called with", async () => {
    const reply = fake.fn(({ Key }) => ({ Body: `this is ${Key}` }));
    stubber.on(getObject, { Bucket: "b" }).reply(reply);
    expect(await caption(s3, "b", "cat.jpg")).toBe("this is photos/cat.jpg");
    expect(reply).toHaveBeenCalledWith({ Bucket: "b", Key: "photos/cat.jpg" });
  });

  test("outputs compare with toEqual and toStrictEqual, errors with toThrow", async () => {
    stubber.on(listObjectsV2).reply(buildOutput(listObjectsV2, { KeyCount: 2, Contents: [{ Key: "k" }] }));
    stubber.on(getObject).replyError({ code: "NoSuchKey", message: "gone" });
    const { $metadata, ...output } = await listObjectsV2(s3, { Bucket: "b" });
    expect(output).toStrictEqual({ KeyCount: 2, Contents: [{ Key: "k" }] });
    expect($metadata).toEqual(expect.objectContaining({ httpStatusCode: 200 }));
    const failing = getObject(s3, { Bucket: "b", Key: "k" });
    await expect(failing).rejects.toBeInstanceOf(NoSuchKey);
    await expect(failing).rejects.toBeInstanceOf(Error);
    await expect(failing).rejects.toThrow("gone");
  });

  test("calls go on while time stands still, and waiters wait for it", async () => {
    fake.useFakeTimers();
    stubber.addClientError(headBucket, { code: "404", statusCode: 404 });
    stubber.addResponse(headBucket, {});
    stubber.addResponse(listObjectsV2, { Contents: [{ Key: "photos/cat.jpg" }] });
    const names = photoNames(s3, "b");
    await fake.advanceTimersByTimeAsync(5000);
    expect(await names).toEqual(["photos/cat.jpg"]);
  });

  test("what was never called is told in a table", () => {
    const other = new Stubber(new S3Client({ region: "eu-west-1", loadConfig: false }));
    other.addResponse(listObjectsV2, { KeyCount: 1 }, { Bucket: "b" });
    expect(() => other.assertNoPendingResponses()).toThrow(
      /operation +parameters +reply\n +ListObjectsV2 +\{ Bucket: "b" \}/,
    );
  });

  test("a cassette answers what a server answered once", async () => {
    const path = new URL(`${name}.cassette.json`, import.meta.url).pathname;
    rmSync(path, { force: true });
    const recording = openCassette(path);
    const before = await count(new S3Client({ ...config.s3, ...recording.config }), "consumer");
    recording[Symbol.dispose]();
    expect(readFileSync(path, "utf8")).toContain("list-type=2");

    const replaying = openCassette(path);
    expect(replaying.mode).toBe("replay");
    expect(await count(new S3Client({ ...config.s3, ...replaying.config }), "consumer")).toBe(before);
    replaying.assertPlayed();
  });
}
