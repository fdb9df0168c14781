// call SERVICE [[wait] OPERATION [JSON] [--pages] [--query JMESPATH] [--help]] [--models DIR]
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { isIniaError, StreamingBody } from "@inia/core";
import { clientFromModel, compileJmesPath, type DynamicClient, type DynamicMethods } from "@inia/core/model";
import { describe } from "./describe.js";
import { readModel } from "./models.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: "string", default: process.env["MODELS"] ?? "models" },
    pages: { type: "boolean", default: false },
    query: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
try {
  await main(positionals);
} catch (error) {
  if (!isIniaError(error) && !(error instanceof SyntaxError)) throw error;
  const status = isIniaError(error) && error.statusCode !== undefined ? ` (${error.statusCode})` : "";
  console.error(`${isIniaError(error) ? error.code : error.name}${status}: ${error.message}`);
  process.exitCode = 1;
}

async function main([service, ...rest]: readonly string[]): Promise<void> {
  if (service === undefined) throw new SyntaxError("Usage: call SERVICE [[wait] OPERATION [JSON]]");
  const client = clientFromModel(readModel(values.models, service));
  const isWait = rest[0] === "wait";
  const [name, json = "{}"] = isWait ? rest.slice(1) : rest;
  const model = await client.meta.serviceModel;
  if (name === undefined) console.log(model.operationNames.join("\n"));
  else if (values.help) console.log(describe(model.operationModel(apiName(client, name))));
  else await call(client, camelCase(name), JSON.parse(json) as object, isWait);
}

async function call(
  client: DynamicClient & DynamicMethods,
  method: string,
  input: object,
  isWait: boolean,
): Promise<void> {
  if (isWait) {
    const { attempts } = await client.getWaiter(method).wait(input);
    console.log(`${method}: so it is, after ${attempts} ${attempts === 1 ? "look" : "looks"}`);
    return;
  }
  if (values.pages) {
    const pages = client.getPaginator(method).paginate(input);
    if (values.query === undefined) show(await pages.buildFullResult());
    else for await (const found of pages.search(values.query)) show(found);
    return;
  }
  // The model says which methods there are; whoever misspells one is told what is near.
  (await client.meta.serviceModel).operationModel(apiName(client, method));
  const { $metadata: _, ...output } = (await client[method](input)) as Record<string, unknown>;
  const stream = Object.values(output).find((value) => value instanceof StreamingBody);
  if (stream !== undefined) await pipeline(stream, process.stdout);
  else show(values.query === undefined ? output : compileJmesPath(values.query)(output));
}

function show(value: unknown): void {
  const bytesAsBase64 = (_name: string, given: unknown): unknown =>
    given instanceof Uint8Array ? Buffer.from(given).toString("base64") : given;
  console.log(JSON.stringify(value, bytesAsBase64, 2));
}

/** `list-queues`, `ListQueues` and `listQueues` are one. */
function camelCase(name: string): string {
  const joined = name.replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** The operation's name as the API has it. */
function apiName({ meta }: DynamicClient, name: string): string {
  const method = camelCase(name);
  return meta.methodToApiMapping[method] ?? method.charAt(0).toUpperCase() + method.slice(1);
}
