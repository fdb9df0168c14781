import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  Lambda,
  LambdaClient,
  LogType,
  PackageType,
  ResourceNotFoundException,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { CreateRoleForLambda } from "./lambda-role.js";

const invoke = async (client: LambdaClient, funcName: string, payload: unknown) => {
  const command = new InvokeCommand({
    FunctionName: funcName,
    Payload: JSON.stringify(payload),
    LogType: LogType.Tail,
  });
  const { Payload, LogResult, ...rest } = await client.send(command);
  const result = Buffer.from(Payload ?? []).toString();
  return { rest, logs: LogResult === undefined, result, text: Payload?.transformToString() };
};

/** A function is made, waited for, and called. */
export async function main() {
  const client = new LambdaClient({});
  const created = await client.send(
    new CreateFunctionCommand({
      FunctionName: "hello",
      Code: { ZipFile: Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64") },
      Role: CreateRoleForLambda,
      Handler: "index.handler",
      Runtime: "nodejs20.x",
      PackageType: PackageType.Zip,
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName: "hello" });
  const called = await invoke(client, "hello", { name: "world" });
  const event = await new Lambda({}).invoke({ FunctionName: "hello", InvocationType: "Event", Payload: "{}" });
  let caught: unknown;
  try {
    await client.send(new GetFunctionCommand({ FunctionName: "missing" }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) caught = [error.name, error.$fault, error.Type];
  }
  return { name: created.FunctionName, size: created.CodeSize, called, status: event.StatusCode, caught };
}

/** A function that is not there. */
export async function fail() {
  await new LambdaClient({}).send(new InvokeCommand({ FunctionName: "missing" }));
}
