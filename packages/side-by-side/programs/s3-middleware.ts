import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** Middleware as v3's documentation adds it: of the client, and of a command. */
export async function main() {
  const client = new S3Client({});
  const seen: unknown[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      seen.push(["initialize", context.commandName, Object.keys(args.input).sort()]);
      const result = await next(args);
      seen.push(["initialize", result.output.$metadata.httpStatusCode]);
      return result;
    },
    { step: "initialize", name: "logInput" },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string>; method: string };
      request.headers["x-amz-meta-foo"] = "bar";
      const result = await next(args);
      const response = result.response as { statusCode: number };
      seen.push(["build", request.method, response.statusCode]);
      return result;
    },
    { step: "build", name: "addFooMetadataMiddleware", tags: ["METADATA", "FOO"] },
  );
  await client.send(new CreateBucketCommand({ Bucket: "middle" }));
  const command = new PutObjectCommand({ Bucket: "middle", Key: "a", Body: "a" });
  command.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string> };
      const isSigned = Object.keys(request.headers).some((name) => name.toLowerCase() === "authorization");
      const result = await next(args);
      seen.push(["finalizeRequest", isSigned]);
      return result;
    },
    { step: "finalizeRequest", name: "looksAtSignature", priority: "low" },
  );
  await client.send(command);
  client.middlewareStack.remove("logInput");
  const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: "middle", Key: "a" }));
  return { seen, Metadata };
}
