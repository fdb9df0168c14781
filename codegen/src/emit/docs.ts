import type { RawMember, RawOperation, RawShape } from "@inia/core/model";
import { operationValue } from "../model/names.js";
import type { ServiceModel } from "../model/service-model.js";
import { prose } from "./prose.js";

/** Joins the parts of a doc comment that are there; ts-morph puts the stars in front. */
export function comment(...paragraphs: (string | undefined)[]): { description: string }[] {
  const text = paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== "").join("\n\n");
  if (text === "") return [];
  return [{ description: escapeComment(text.includes("\n") ? `\n${text}` : text) }];
}

/** What the model says about a member, in the order: meaning, limits, place on the wire, deprecation. */
export function memberDocs(
  shapeName: string,
  name: string,
  member: RawMember,
  model: ServiceModel,
): { description: string }[] {
  const shape = model.raw.shapes[member.shape]!;
  const facts = [
    member.idempotencyToken ? "Idempotency token: filled in when left out." : undefined,
    limits(shape),
    shape.type === "string" && shape.pattern ? `Pattern: \`${shape.pattern.replaceAll("`", "'")}\`.` : undefined,
    wirePlace(member, name),
    shape.sensitive ? "Sensitive: never logged." : undefined,
  ].filter((fact) => fact !== undefined);
  return comment(
    prose(model.docs?.shapes?.[shapeName]?.members?.[name]?.documentation),
    facts.join(" "),
    deprecation(member) ?? deprecation(shape),
  );
}

/** The facts of an operation, its errors and its page in the AWS reference. */
export function operationDocs(
  name: string,
  operation: RawOperation,
  model: ServiceModel,
  example: string,
): { description: string }[] {
  return comment(
    prose(model.docs?.operations?.[name]?.documentation),
    summary(name, operation, model),
    limitsOfOperation(name, operation, model),
    example === "" ? undefined : `@example\n\`\`\`ts\n${example}\n\`\`\``,
    errorLine(operation, model),
    deprecation(operation),
    `@see ${referencePage(name, model)}`,
  );
}

function summary(name: string, operation: RawOperation, model: ServiceModel): string {
  const { method, requestUri } = operation.http;
  const binding = model.lowered.facts.protocol.startsWith("rest") ? `\`${method} ${requestUri}\`` : undefined;
  const input = operation.input && model.raw.shapes[operation.input.shape];
  const required = (input?.required ?? []).map((member) => `\`${member}\``);
  const output = operation.output && model.raw.shapes[operation.output.shape];
  const streamed = output?.payload && isStreamed(output, model) ? ` \`${output.payload}\` is a stream.` : "";
  return [
    binding ? `${name}: ${binding}.` : `${name}.`,
    required.length > 0 ? `Requires ${required.join(", ")}.` : "Requires nothing.",
  ]
    .join(" ")
    .concat(streamed);
}

function isStreamed(output: RawShape, model: ServiceModel): boolean {
  const payload = model.raw.shapes[output.members![output.payload!]!.shape]!;
  return payload.type === "blob" || payload.eventstream === true;
}

function limitsOfOperation(name: string, operation: RawOperation, model: ServiceModel): string | undefined {
  const value = operationValue(name);
  const facts = [
    model.paginators[name] ? `Pages: \`paginate${name}\`.` : undefined,
    ...Object.entries(model.waiters)
      .filter(([, waiter]) => waiter.operation === name)
      .map(([waiter]) => `Waiter: \`waitUntil${waiter}\`.`),
    operation.idempotent ? "Idempotent." : undefined,
    operation.authtype === "none" ? `Sent unsigned: \`${value}\` needs no credentials.` : undefined,
  ].filter((fact) => fact !== undefined);
  return facts.length > 0 ? facts.join(" ") : undefined;
}

function errorLine(operation: RawOperation, model: ServiceModel): string | undefined {
  const errors = (operation.errors ?? []).map(({ shape }) => {
    const status = model.raw.shapes[shape]!.error?.httpStatusCode;
    return `{@link ${model.names.type(shape)}}${status === undefined ? "" : ` (${status})`}`;
  });
  return errors.length > 0 ? `@throws ${errors.join(" · ")}` : undefined;
}

/** AWS's own page on an operation; `uid` is how its documentation addresses services. */
function referencePage(name: string, model: ServiceModel): string {
  return `https://docs.aws.amazon.com/goto/WebAPI/${model.raw.metadata.uid ?? model.raw.metadata.endpointPrefix}/${name}`;
}

function limits(shape: RawShape): string | undefined {
  const { min, max } = shape;
  if (min === undefined && max === undefined) return undefined;
  const range =
    min !== undefined && max !== undefined
      ? min === max
        ? `${min}`
        : `${min}–${max}`
      : min !== undefined
        ? `at least ${min}`
        : `at most ${max}`;
  switch (shape.type) {
    case "string":
      return `Length: ${range}.`;
    case "blob":
      return `Bytes: ${range}.`;
    case "list":
      return `Items: ${range}.`;
    case "map":
      return `Entries: ${range}.`;
    default:
      return `Range: ${range}.`;
  }
}

function wirePlace(member: RawMember, name: string): string | undefined {
  switch (member.location) {
    case "header":
      return `Header \`${member.locationName ?? name}\`.`;
    case "headers":
      return `Headers \`${member.locationName ?? ""}*\`.`;
    case "querystring":
      return `Query parameter \`${member.locationName ?? name}\`.`;
    case "statusCode":
      return "The status code.";
    default:
      return undefined;
  }
}

function deprecation(of: {
  deprecated?: boolean;
  deprecatedMessage?: string;
  deprecatedSince?: string;
}): string | undefined {
  if (!of.deprecated) return undefined;
  const since = of.deprecatedSince ? `since ${of.deprecatedSince}` : "";
  return `@deprecated ${[since, of.deprecatedMessage].filter(Boolean).join(": ") || "by AWS"}`;
}

/** A comment must not end early. */
function escapeComment(text: string): string {
  return text.replaceAll("*/", "*\\/");
}
