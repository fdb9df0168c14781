import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** Runs what a program for browsers exports as `result`, from a bundle. */
async function resultOf(program: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["module"],
    write: false,
  });
  const { result } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`);
  return result;
}

const program = `
  import { ListBucketsCommand, S3Client } from "@inia/client-s3/aws-sdk";
  const said: string[] = [];
  const requestHandler = {
    async handle({ headers }: { headers: Record<string, string> }) {
      said.push(headers["x-added"]!);
      return { response: { statusCode: 200, headers: {}, body: "<a><Buckets/></a>" } };
    },
  };
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  async function run(): Promise<unknown> {
    const s3 = new S3Client({ region: "us-east-1", credentials, requestHandler });
    const command = new ListBucketsCommand();
    command.middlewareStack.add((next: any) => async (args: any) => {
      args.request.headers["x-added"] = "by the command";
      return next(args);
    }, { step: "build" });
    await s3.send(command);
    return said;
  }
  export const result = await run().catch((error: Error) => error.message);
`;

test("a bundle for browsers says what middleware needs", async () => {
  expect(await resultOf(program)).toBe('Middleware and handlers need import "@inia/aws-sdk/middleware"');
});

test("with that import, middleware and request handlers work", async () => {
  expect(await resultOf(`import "@inia/aws-sdk/middleware";\n${program}`)).toEqual(["by the command"]);
});
