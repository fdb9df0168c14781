import { duplexEventStreams } from "../../auth/duplex-event-streams.js";
import { compressRequest } from "../../checksums/compress-request.js";
import { requestChecksums, responseChecksums } from "../../checksums/http-checksum.js";
import { ClientError } from "../../errors/client-error.js";
import { blob$, sensitiveBlob$ } from "../../protocols/blob.js";
import { document$, sensitiveDocument$ } from "../../protocols/document.js";
import { eventStreams } from "../../protocols/event-stream/event-streams.js";
import { renderHostPrefix } from "../../protocols/host-prefix.js";
import { reportInexact } from "../../protocols/inexact.js";
import { jsonValue$, sensitiveJsonValue$ } from "../../protocols/json-value.js";
import { requestStreams, responseStreams, streams } from "../../protocols/streams.js";
import {
  iso8601$,
  rfc822$,
  sensitiveIso8601$,
  sensitiveRfc822$,
  sensitiveTimestamp$,
  sensitiveUnixTimestamp$,
  timestamp$,
  unixTimestamp$,
} from "../../protocols/timestamp.js";
import { union$ } from "../../protocols/union.js";
import { writeXmlBody } from "../../protocols/xml/body.js";
import { xmlEvents } from "../../protocols/xml/events.js";
import { xmlUnion$ } from "../../protocols/xml/union.js";
import type { Schema, StructureTraits, TypeCode } from "../../schema/codes.js";
import type { ErrorSchema } from "../../schema/error-schema.js";
import type { OperationDescriptor } from "../../schema/operation.js";
import type { UnionCode } from "../../schema/read.js";
import { type ChecksumCode, checksumCode } from "./checksum-code.js";
import type {
  CodeName,
  LoweredError,
  LoweredMember,
  LoweredService,
  LoweredTraits,
  LoweredType,
  UnionName,
} from "./lowered.js";
import { fieldByCode, type OperationCode, streamsBySide } from "./operation-code.js";

/** The schemas and descriptors that a generated package would define, made in memory. */
export interface LinkedService {
  readonly schemas: ReadonlyMap<string, Schema>;
  readonly errors: ReadonlyMap<string, ErrorSchema>;
  readonly operations: ReadonlyMap<string, OperationDescriptor>;
}

/** Turns names into references. `compileExpression` makes functions of the JMESPath in endpoint parameters. */
export function linkService(
  lowered: LoweredService,
  compileExpression: (expression: string) => (input: unknown) => unknown,
): LinkedService {
  const schemas = new Map<string, Schema>();
  const link = (type: LoweredType): TypeCode => {
    if (typeof type === "number") return type;
    if (typeof type === "string") return typesWithCode[type];
    if ("structure" in type) return type.later ? () => schemas.get(type.structure)! : schemas.get(type.structure)!;
    switch (type[0]) {
      case "n":
        return type;
      case "l":
        return type[2] === undefined ? ["l", link(type[1])] : ["l", link(type[1]), type[2]];
      case "m":
        return type[2] === undefined ? ["m", link(type[1])] : ["m", link(type[1]), type[2]];
    }
  };
  for (const { name, traits, members } of lowered.structures) {
    const schema: Record<string, Schema[string]> = Object.create(null);
    if (traits) schema["$"] = linkTraits(traits);
    for (const member of members) schema[member.name] = linkMember(member, link(member.type));
    schemas.set(name, schema);
  }

  const errors = new Map(lowered.errors.map((error) => [error.name, linkError(error, schemas.get(error.name))]));
  const operations = new Map(
    lowered.operations.map(
      ({ input, output, errors: names, operationContextParams, eventStream, streams: side, code, ...descriptor }) => {
        const linked: OperationDescriptor = {
          ...descriptor,
          service: lowered.facts.id,
          ...(input === undefined ? {} : { input: schemas.get(input)! }),
          ...(output === undefined ? {} : { output: schemas.get(output)! }),
          errors: names.map((name) => errors.get(name)!),
          ...(eventStream === undefined
            ? {}
            : { events: eventStream === "output" ? eventStreams : duplexEventStreams }),
          ...(side && { streams: streamsCode[streamsBySide[side]] }),
          ...Object.fromEntries(code.map((name) => [fieldByCode[name], operationCode[name]])),
          ...(descriptor.compression && { compress: compressRequest }),
          ...Object.fromEntries(checksumCode(descriptor.checksum).map((name) => [name, checksums[name]])),
          ...(operationContextParams && {
            operationContextParams: Object.fromEntries(
              Object.entries(operationContextParams).map(([name, expression]) => [name, compileExpression(expression)]),
            ),
          }),
        };
        return [linked.name, linked];
      },
    ),
  );
  return { schemas, errors, operations };
}

const typesWithCode: Readonly<Record<CodeName, TypeCode>> = {
  blob$,
  sensitiveBlob$,
  timestamp$,
  iso8601$,
  unixTimestamp$,
  rfc822$,
  sensitiveTimestamp$,
  sensitiveIso8601$,
  sensitiveUnixTimestamp$,
  sensitiveRfc822$,
  document$,
  sensitiveDocument$,
  jsonValue$,
  sensitiveJsonValue$,
};

const unions: Readonly<Record<UnionName, UnionCode>> = { union$, xmlUnion$ };

const operationCode = { renderHostPrefix, reportInexact, writeXmlBody, xmlEvents } as const satisfies Record<
  OperationCode,
  unknown
>;

const streamsCode = { requestStreams, responseStreams, streams } as const;

const checksums = { requestChecksums, responseChecksums } as const satisfies Record<ChecksumCode, unknown>;

function linkTraits({ union, ...traits }: LoweredTraits): StructureTraits {
  return union === undefined ? traits : { union: unions[union], ...traits };
}

function linkMember({ bits, wireName, extra }: LoweredMember, type: TypeCode): Schema[string] {
  if (extra) return ["t", type, bits, wireName ?? 0, extra];
  if (wireName !== undefined) return ["t", type, bits, wireName];
  return bits === 0 ? type : ["t", type, bits];
}

function linkError({ members, ...error }: LoweredError, schema: Schema | undefined): ErrorSchema {
  const type = class extends ClientError {
    override readonly name: string = error.name;
  };
  return members && schema ? { ...error, type, members: schema } : { ...error, type };
}
