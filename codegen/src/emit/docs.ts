import type { LoweredOperation, RawReference, RawShape } from "@inia/core/model";
import type { ServiceModel } from "../model/service-model.js";
import { prose } from "./prose.js";
import { requiredMembers } from "./required-members.js";
import { wrap, wrapWords } from "./wrap.js";

/** Joins the parts of a doc comment that are there. Each is wrapped, but for those that have lines already. */
export function comment(...paragraphs: (string | undefined)[]): string {
  const text = paragraphs
    .filter((paragraph) => paragraph !== undefined && paragraph !== "")
    .map((paragraph) => (/\n|^@see/.test(paragraph!) ? paragraph : wrap(paragraph!)))
    .join("\n\n");
  // A comment must not end early.
  return text.replaceAll("*/", "*\\/");
}

/** What is known about a member, in the order: meaning, limits, place on the wire, deprecation. */
export function memberDocs(shapeName: string, name: string, member: RawReference, model: ServiceModel): string {
  return comment(
    prose(model.docs?.shapes?.[shapeName]?.members?.[name]?.documentation),
    memberFacts(shapeName, name, member, model).join(" "),
    deprecation(member) ?? deprecation(model.raw.shapes[member.shape]!),
  );
}

/** A member's facts, a sentence each, with code in backticks. */
export function memberFacts(shapeName: string, name: string, member: RawReference, model: ServiceModel): string[] {
  const shape = model.raw.shapes[member.shape]!;
  return [
    model.override(shapeName, name)?.note,
    member.idempotencyToken ? "Idempotency token: filled in when left out." : undefined,
    limits(shape),
    shape.type === "string" && shape.pattern ? `Pattern: ${code(shape.pattern)}.` : undefined,
    wirePlace(member, name),
    shape.sensitive ? "Sensitive: never logged." : undefined,
  ].filter((fact) => fact !== undefined);
}

/** The facts of an operation, its errors and its page in the AWS reference. */
export function operationDocs(operation: LoweredOperation, model: ServiceModel, example: string): string {
  const raw = model.raw.operations[operation.name]!;
  return comment(
    prose(model.docs?.operations?.[operation.name]?.documentation),
    summary(operation, model),
    furtherFacts(operation, model),
    `@example\n\`\`\`ts\n${example}\n\`\`\``,
    errorLine(operation, model),
    deprecation(raw),
    `@see ${referencePage(operation.name, model)}`,
  );
}

function summary({ name, http: [method, uri], input, output }: LoweredOperation, model: ServiceModel): string {
  const binding = model.lowered.facts.protocol.startsWith("rest") ? `${name}: \`${method} ${uri}\`.` : `${name}.`;
  const required = input === undefined ? [] : requiredMembers(input, model);
  return [
    binding,
    required.length > 0 ? `Requires ${required.map(code).join(", ")}.` : "Requires nothing.",
    ...(output === undefined ? [] : streams(model.raw.shapes[output]!, model)),
  ].join(" ");
}

function streams({ members = {}, payload }: RawShape, model: ServiceModel): string[] {
  return Object.entries(members).flatMap(([name, reference]) => {
    const shape = model.raw.shapes[reference.shape]!;
    if (shape.eventstream) return [`\`${name}\` is a stream of events.`];
    return name === payload && shape.type === "blob" ? [`\`${name}\` is a stream.`] : [];
  });
}

function furtherFacts({ name, authType }: LoweredOperation, model: ServiceModel): string {
  const waiters = Object.keys(model.waiters).filter((waiter) => model.waiters[waiter]!.operation === name);
  const waiterNames = waiters.map((waiter) => code(model.names.waiter(waiter)));
  return [
    model.paginators[name] ? `Pages: ${code(model.names.paginator(name))}.` : undefined,
    waiters.length > 0 ? `${waiters.length === 1 ? "Waiter" : "Waiters"}: ${waiterNames.join(", ")}.` : undefined,
    model.raw.operations[name]!.idempotent ? "Idempotent." : undefined,
    authType === "none" ? "Sent unsigned: needs no credentials." : undefined,
  ]
    .filter((fact) => fact !== undefined)
    .join(" ");
}

function errorLine({ errors }: LoweredOperation, model: ServiceModel): string | undefined {
  if (errors.length === 0) return undefined;
  const words = errors.map((name, index) => {
    const status = model.raw.shapes[name]!.error?.httpStatusCode;
    const link = `{@link ${model.names.type(name)}}${status === undefined ? "" : ` (${status})`}`;
    return index === errors.length - 1 ? link : `${link} ·`;
  });
  return wrapWords(["@throws", ...words]);
}

/** AWS's own page on an operation; `uid` is how its documentation addresses services. */
export function referencePage(name: string, model: ServiceModel): string {
  return `https://docs.aws.amazon.com/goto/WebAPI/${model.raw.metadata.uid ?? model.raw.metadata.endpointPrefix}/${name}`;
}

/** Inline code; a text with backticks in it stands between two. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function limits(shape: RawShape): string | undefined {
  const { max } = shape;
  // A length of zero or more says nothing; a number of zero or more does.
  const min = shape.min === 0 && isSized(shape) ? undefined : shape.min;
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

function wirePlace(member: RawReference, name: string): string | undefined {
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
  const message = of.deprecatedMessage?.replace(/\s+/g, " ").trim();
  return `@deprecated ${[since, message].filter(Boolean).join(": ") || "by AWS"}`;
}

function isSized({ type }: RawShape): boolean {
  return type === "string" || type === "blob" || type === "list" || type === "map";
}
