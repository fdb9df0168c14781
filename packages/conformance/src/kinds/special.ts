import { clientConfig } from "../client-settings.js";
import { compare, type Difference, differ } from "../compare.js";
import { decodeInput } from "../decode-value.js";
import { Exchange } from "../exchange.js";
import { hasGist } from "../gist.js";
import type { Service, ServiceObject } from "../service.js";
import { verifySigv4a } from "../sigv4a-signature.js";
import type { Attempt } from "../test-case.js";
import type { Row } from "../vectors/row.js";
import { isEqualText, runRequest } from "./request.js";

/** Rows about signing, presigning, checksums and addressing: what they expect says what to do. */
export async function runSpecial(row: Row, service: Service, attempt: Attempt): Promise<Difference | undefined> {
  const { expected } = row;
  if (expected.request !== undefined) return runRequest(row, service, attempt);
  const client = service.open(clientConfig(attempt.client, { httpHandler: new Exchange() }));
  let answer: unknown;
  try {
    answer = await perform(row, service, client);
  } catch (error) {
    return expected.error === undefined
      ? differ("<call>", expected, error)
      : compareRefusal(expected.error, error as Error);
  }
  if (expected.error !== undefined) return differ("<refusal>", expected.error, answer);
  if (expected.token !== undefined) return compare(expected.token, answer);
  if (expected.fields !== undefined) return compare({ url: expected.url, fields: expected.fields }, answer);
  if (!isEqualText(expected.url, answer as string)) return differ("url", expected.url, answer);
  if (!expected.url!.includes("Signature=*")) return undefined;
  const request = { method: row.httpMethod ?? "GET", url: answer as string, headers: {}, body: new Uint8Array(0) };
  return verifySigv4a(request) ? undefined : differ("<signature>", "one that verifies", "one that does not");
}

async function perform(row: Row, service: Service, client: ServiceObject): Promise<unknown> {
  const { expected, expiresIn, httpMethod, operation } = row;
  if (row.bucket !== undefined) {
    const { bucket, key, fields, conditions } = row;
    return invoke(client, "generatePresignedPost", { bucket, key, fields, conditions, expiresIn });
  }
  if (expiresIn !== undefined || expected.url !== undefined) {
    const options = { expiresIn, ...(httpMethod !== undefined && { httpMethod }) };
    return invoke(client, "generatePresignedUrl", methodOf(client, operation), decodeInput(row.input), options);
  }
  const method = camelCase(operation);
  const input = decodeInput(row.input);
  if (expected.token !== undefined) return invoke(client, method, camelCaseNames(input as object));
  if (method in client) return invoke(client, method, input);
  return service.call(client, operation, input);
}

async function invoke(client: ServiceObject, method: string, ...given: unknown[]): Promise<unknown> {
  const methods = client as unknown as Readonly<Record<string, ((...given: unknown[]) => unknown) | undefined>>;
  if (typeof methods[method] !== "function") throw new Error(`The client has no method ${method}.`);
  return methods[method](...given);
}

function methodOf({ meta }: ServiceObject, operation: string): string | undefined {
  return Object.entries(meta.methodToApiMapping).find(([, name]) => name === operation)?.[0];
}

/** `generate_db_auth_token` is called generateDbAuthToken here. */
function camelCase(name: string): string {
  const joined = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** `DBHostname` is dbHostname here. */
function camelCaseNames(options: object): object {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase()),
      value,
    ]),
  );
}

function compareRefusal(
  { exception, message }: { exception: string; message?: string },
  error: Error,
): Difference | undefined {
  if (error.name !== exception) return differ("<class>", exception, error);
  return hasGist(error.message, message) ? undefined : differ("<message>", message, error.message);
}
