import { ParamValidationError } from "../errors/call.js";
import type { OperationDescriptor } from "../schema/operation.js";
import { readSchema } from "../schema/read.js";

/**
 * Fills the operation's host prefix from the input, for example `{AccountId}.` → `123456789012.`.
 *
 * @throws {@link ParamValidationError} when a value cannot stand in a host name.
 */
export function renderHostPrefix(operation: OperationDescriptor, input: Record<string, unknown>): string | undefined {
  const { hostPrefix, input: schema } = operation;
  const bad: string[] = [];
  const prefix = hostPrefix?.replace(/\{(.*?)\}/g, (_, name: string) => {
    const label = schema && readSchema(schema).byName.get(name)?.hostLabel ? input[name] : undefined;
    if (typeof label !== "string" || !hostLabels.test(label)) bad.push(name);
    return String(label);
  });
  if (bad.length > 0) {
    const message = `Invalid value for parameter(s): ${bad.join(", ")}. Must contain only alphanumeric characters, hyphen, or period.`;
    throw new ParamValidationError(`Parameter validation failed:\n${message}`, {
      problems: bad.map((path) => ({ path, message })),
    });
  }
  return prefix;
}

const hostLabels: RegExp = /^[A-Za-z0-9.-]+$/;
