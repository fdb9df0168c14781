import type { RawOperation, RawReference, RawService, RawShape, RawStructure } from "@inia/core/model";
import { jsonPointer, ModelError } from "./model-error.js";
import { nearestHint } from "./nearest-names.js";

/**
 * Checks what a schema cannot say of a service's model: names that must lead somewhere, and to the right kind.
 *
 * @throws {@link ModelError}
 */
export function checkServiceReferences(service: RawService, file: string): void {
  for (const [name, shape] of Object.entries(service.shapes)) checkShape(name, shape);
  for (const [name, operation] of Object.entries(service.operations)) checkOperation(name, operation);

  function checkShape(name: string, shape: RawShape): void {
    const path = ["shapes", name];
    switch (shape.type) {
      case "structure":
        checkStructure(shape, path);
        break;
      case "list":
        resolve(shape.member, [...path, "member"]);
        break;
      case "map":
        resolve(shape.key, [...path, "key"], ["string"]);
        resolve(shape.value, [...path, "value"]);
        break;
    }
  }

  function checkStructure(shape: RawStructure, path: Path): void {
    for (const [member, reference] of Object.entries(shape.members)) {
      resolve(reference, [...path, "members", member], typesOfMember(reference, shape));
    }
    if (shape.payload !== undefined) expectMember(shape.payload, shape, [...path, "payload"]);
    for (const key of ["required", "xmlOrder"] as const) {
      shape[key]?.forEach((member, index) => expectMember(member, shape, [...path, key, index]));
    }
  }

  function checkOperation(name: string, operation: RawOperation): void {
    const path = ["operations", name];
    const input = resolve(operation.input, [...path, "input"], ["structure"]) as RawStructure | undefined;
    resolve(operation.output, [...path, "output"], ["structure"]);
    operation.errors?.forEach((error, index) => resolve(error, [...path, "errors", index], ["structure"]));

    for (const key of ["requestAlgorithmMember", "requestValidationModeMember"] as const) {
      const member = operation.httpChecksum?.[key];
      if (member !== undefined) expectMember(member, input, [...path, "httpChecksum", key]);
    }
    for (const label of labels(operation.endpoint?.hostPrefix ?? "")) {
      if (input?.members[label]?.hostLabel !== true) {
        const hosts = Object.entries(input?.members ?? {}).filter(([, member]) => member.hostLabel);
        fail([...path, "endpoint", "hostPrefix"], "labels that are members with hostLabel", label, keysOf(hosts));
      }
    }
    if (service.metadata.protocol.startsWith("rest-")) checkUriLabels(operation, input, path);
  }

  function checkUriLabels(operation: RawOperation, input: RawStructure | undefined, path: Path): void {
    const wanted = labels(operation.http.requestUri);
    const members = Object.entries(input?.members ?? {}).filter(([, member]) => member.location === "uri");
    const bound = members.map(([name, member]) => member.locationName ?? name);
    const unbound = wanted.find((label) => !bound.includes(label));
    if (unbound !== undefined) {
      fail([...path, "http", "requestUri"], "labels that members with location uri fill", unbound, bound);
    }
    const lost = bound.find((label) => !wanted.includes(label));
    if (lost !== undefined) fail([...path, "http", "requestUri"], `the label {${lost}}`, operation.http.requestUri, []);
  }

  function resolve(reference: RawReference | undefined, path: Path, types?: readonly string[]): RawShape | undefined {
    if (reference === undefined) return undefined;
    const shape = Object.hasOwn(service.shapes, reference.shape) ? service.shapes[reference.shape] : undefined;
    if (shape === undefined) {
      fail([...path, "shape"], "the name of a shape", reference.shape, Object.keys(service.shapes));
    }
    if (types !== undefined && !types.includes(shape.type)) {
      fail([...path, "shape"], `a shape of type ${types.join(" or ")}`, `${reference.shape}: ${shape.type}`, []);
    }
    return shape;
  }

  function expectMember(member: string, shape: RawStructure | undefined, path: Path): void {
    const members = shape?.members ?? {};
    if (!Object.hasOwn(members, member)) fail(path, "the name of a member", member, Object.keys(members));
  }

  function fail(path: Path, expected: string, found: string, known: readonly string[]): never {
    throw new ModelError({
      file,
      pointer: jsonPointer(path),
      expected: expected + nearestHint(found, known),
      found: JSON.stringify(found),
    });
  }
}

type Path = readonly (string | number)[];

/** The types that a member's binding allows; undefined allows all. */
function typesOfMember(reference: RawReference, container: RawStructure): readonly string[] | undefined {
  if (reference.location === "headers") return ["map"];
  if (reference.location === "statusCode") return ["integer"];
  if (reference.idempotencyToken) return ["string"];
  return container.eventstream ? ["structure"] : undefined;
}

/** `/{Bucket}/{Key+}` → `Bucket`, `Key`. */
function labels(template: string): string[] {
  return Array.from(template.matchAll(/\{([^}]+)\}/g), ([, label = ""]) => label.replace(/\+$/, ""));
}

function keysOf(entries: readonly (readonly [string, unknown])[]): string[] {
  return entries.map(([key]) => key);
}
