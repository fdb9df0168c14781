import { GetObjectCommand, PutObjectCommand, S3Client } from "@inia/client-s3/aws-sdk";
import type { Untyped } from "@inia/core/generated/aws-sdk";
import { type LocalAws, startLocalAws } from "@inia/local-aws";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const credentials = { accessKeyId: "AKIDBRIDGE", secretAccessKey: "bridge-secret" };
const Bucket = "bridge";
let aws: LocalAws;
let client: S3Client;

beforeAll(async () => {
  aws = await startLocalAws({ credentials: [credentials] });
});
afterAll(() => aws[Symbol.asyncDispose]());
beforeEach(async () => {
  client = new S3Client({ region: "us-east-1", credentials, endpoint: aws.s3.endpoint, forcePathStyle: true });
  await client.send(new PutObjectCommand({ Bucket, Key: "a", Body: "hello" })).catch(async () => {
    const { CreateBucketCommand } = await import("@inia/client-s3/aws-sdk");
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key: "a", Body: "hello" }));
  });
});

const get = () => client.send(new GetObjectCommand({ Bucket, Key: "a" }));

test("all steps stand around each other, in v3's order", async () => {
  const seen: string[] = [];
  for (const step of ["deserialize", "build", "initialize", "finalizeRequest", "serialize"] as const) {
    client.middlewareStack.add(
      (next: Untyped, context: Untyped) => async (args: Untyped) => {
        seen.push(`${step} ${context.commandName} ${args.request === undefined ? "-" : args.request.method}`);
        const result = await next(args);
        seen.push(`${step} ${result.output.ContentLength} ${result.response.statusCode}`);
        return result;
      },
      { step, name: step },
    );
  }
  await get();
  expect(seen).toEqual([
    "initialize GetObjectCommand -",
    "serialize GetObjectCommand GET",
    "build GetObjectCommand GET",
    "finalizeRequest GetObjectCommand GET",
    "deserialize GetObjectCommand GET",
    "deserialize 5 200",
    "finalizeRequest 5 200",
    "build 5 200",
    "serialize 5 200",
    "initialize 5 200",
  ]);
});

test("a header that build adds is signed, and input and output may be changed", async () => {
  client.middlewareStack.add(
    (next: Untyped) => async (args: Untyped) => {
      args.request.headers["x-amz-meta-added"] = "yes";
      args.request.headers["X-Other"] = "too";
      return next(args);
    },
    { step: "build" },
  );
  client.middlewareStack.add(
    (next: Untyped) => async (args: Untyped) => {
      const { output, ...rest } = await next({ ...args, input: { ...args.input, Key: "b" } });
      return { ...rest, output: { ...output, changed: args.input.Key } };
    },
    { step: "initialize" },
  );
  const before = aws.requests.length;
  const output = await client.send(new PutObjectCommand({ Bucket, Key: "a", Body: "x" }));
  expect(output).toMatchObject({ changed: "a" });
  const sent = aws.requests.slice(before);
  expect(sent.map(({ path, status }) => [path, status])).toEqual([[`/${Bucket}/b`, 200]]);
  const { headers } = sent[0]!;
  expect(headers["authorization"]).toMatch(/x-amz-meta-added/);
  expect(headers["x-other"]).toBe("too");
});

test("a middleware may answer by itself, and throw", async () => {
  const answer = (next: Untyped) => async (args: Untyped) =>
    args.input.Key === "mine" ? { output: { mine: 1 }, response: {} } : next(args);
  for (const step of ["initialize", "build", "finalizeRequest"] as const) {
    client.middlewareStack.add(answer, { step, name: "answer" });
    const before = aws.requests.length;
    expect(await client.send(new GetObjectCommand({ Bucket, Key: "mine" }))).toEqual({ mine: 1 });
    expect(aws.requests.length).toBe(before);
    expect((await get()).ContentLength).toBe(5);
    expect(client.middlewareStack.remove("answer")).toBe(true);
  }
  const refuse = () => async () => {
    throw new RangeError("no");
  };
  client.middlewareStack.add(refuse, { step: "finalizeRequest" });
  await expect(get()).rejects.toThrow(RangeError);
});

test("errors are v3's for middleware, which may make an output of them", async () => {
  client.middlewareStack.add(
    (next: Untyped) => async (args: Untyped) => {
      try {
        return await next(args);
      } catch (error) {
        return { output: { caught: (error as Error).name }, response: {} };
      }
    },
    { step: "finalizeRequest" },
  );
  expect(await client.send(new GetObjectCommand({ Bucket, Key: "none" }))).toEqual({ caught: "NoSuchKey" });
});

test("a command's own middleware, relations and priorities", async () => {
  const seen: string[] = [];
  const note = (name: string) => (next: Untyped) => async (args: Untyped) => {
    seen.push(`${name}${/Signature/.test(args.request?.headers.authorization ?? "") ? " signed" : ""}`);
    return next(args);
  };
  client.middlewareStack.add(note("low"), { step: "build", priority: "low" });
  client.middlewareStack.add(note("normal"), { step: "build", name: "normal" });
  client.middlewareStack.add(note("high"), { step: "build", priority: "high" });
  client.middlewareStack.addRelativeTo(note("before"), { relation: "before", toMiddleware: "normal" });
  client.middlewareStack.addRelativeTo(note("after signing"), { relation: "after", toMiddleware: "awsAuthMiddleware" });
  client.middlewareStack.use({ applyToStack: (stack) => stack.add(note("plugin"), { step: "initialize" }) });
  const command = new GetObjectCommand({ Bucket, Key: "a" });
  command.middlewareStack.add(note("command"), { step: "finalizeRequest" });
  await client.send(command);
  expect(seen).toEqual(["plugin", "high", "before", "normal", "low", "command signed", "after signing signed"]);
});

test("what has no place is refused with what has", async () => {
  client.middlewareStack.addRelativeTo((next: Untyped) => next, {
    relation: "before",
    toMiddleware: "unknownMiddleware",
    name: "mine",
  });
  await expect(get()).rejects.toThrow(/"mine" stands before "unknownMiddleware".*client\.meta\.events/);
});

test("a request handler of v3's form sends requests", async () => {
  const paths: string[] = [];
  const requestHandler = {
    async handle(request: Untyped) {
      paths.push(
        `${request.method} ${request.hostname}:${request.port}${request.path} ${JSON.stringify(request.query)}`,
      );
      const url = `http://${request.hostname}:${request.port}${request.path}?${new URLSearchParams(request.query)}`;
      const { host: _, ...headers } = request.headers;
      const answer = await fetch(url, { method: request.method, headers });
      return {
        response: {
          statusCode: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: new Uint8Array(await answer.arrayBuffer()),
        },
      };
    },
  };
  const other = new S3Client({
    region: "us-east-1",
    credentials,
    endpoint: aws.s3.endpoint,
    forcePathStyle: true,
    requestHandler,
  });
  const { Body } = await other.send(new GetObjectCommand({ Bucket, Key: "a" }));
  expect(await Body?.transformToString()).toBe("hello");
  expect(paths).toEqual([expect.stringMatching(/^GET 127\.0\.0\.1:\d+\/bridge\/a \{.*\}$/)]);
});

test("a middleware that overrides takes the place of the one of its name", async () => {
  const seen: string[] = [];
  const note = (name: string) => (next: Untyped) => async (args: Untyped) => {
    seen.push(name);
    return next(args);
  };
  client.middlewareStack.add(note("first"), { step: "initialize", name: "same" });
  client.middlewareStack.add(note("second"), { step: "initialize", name: "same", override: true });
  await get();
  expect(seen).toEqual(["second"]);
});
