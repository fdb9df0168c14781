import { expect, expectTypeOf, test } from "vitest";
import type { RawService } from "./raw-model.js";
import { ScalarTypes } from "./scalar-types.js";
import { ServiceModel } from "./service-model.js";
import { ListShape, MapShape, ScalarShape, type Shape, StringShape, type StructureShape } from "./shape.js";

const raw: RawService = {
  version: "2.0",
  documentation: "<p>Keeps things.</p>",
  metadata: {
    apiVersion: "2020-01-01",
    endpointPrefix: "things",
    protocol: "query",
    protocols: ["query", "json"],
    serviceId: "Thing Keeper",
    signatureVersion: "v4",
    signingName: "things-signing",
    awsQueryCompatible: {},
    uid: "things-2020-01-01",
  },
  operations: {
    GetThing: {
      name: "GetThing2020_01_01",
      http: { method: "GET", requestUri: "/things/{Name}" },
      input: { shape: "GetThingRequest" },
      output: { shape: "GetThingResponse", resultWrapper: "GetThingResult" },
      errors: [{ shape: "NoSuchThing" }],
      documentation: "<p>Gets one.</p>",
      deprecated: true,
      auth: ["aws.auth#sigv4a", "aws.auth#sigv4"],
      authtype: "v4-unsigned-body",
      unsignedPayload: true,
      endpoint: { hostPrefix: "data." },
      endpointdiscovery: { required: true },
      httpChecksum: { requestAlgorithmMember: "Algorithm" },
      httpChecksumRequired: true,
      requestcompression: { encodings: ["gzip"] },
      staticContextParams: { Fixed: { value: true } },
      operationContextParams: { Computed: { path: "Name" } },
    },
    Listen: {
      name: "Listen",
      http: { method: "POST", requestUri: "/" },
      input: { shape: "ListenRequest" },
      output: { shape: "ListenResponse" },
    },
    DescribeEndpoints: {
      name: "DescribeEndpoints",
      http: { method: "POST", requestUri: "/" },
      endpointoperation: true,
    },
  },
  clientContextParams: { Where: { type: "string", documentation: "Where." }, Fast: { type: "boolean" } },
  shapes: {
    GetThingRequest: {
      type: "structure",
      required: ["Name"],
      members: {
        Name: {
          shape: "Name",
          location: "uri",
          locationName: "name",
          contextParam: { name: "Thing" },
          documentation: "Its name.",
        },
        Token: { shape: "String", idempotencyToken: true },
        Body: { shape: "Body" },
      },
      payload: "Body",
    },
    GetThingResponse: {
      type: "structure",
      members: {
        constructor: { shape: "String" },
        Tags: { shape: "Tags" },
        Parts: { shape: "Parts" },
        Created: { shape: "Timestamp", timestampFormat: "iso8601" },
        Modified: { shape: "Timestamp" },
        Value: { shape: "Value" },
        Any: { shape: "Any" },
        Body: { shape: "Body" },
      },
      payload: "Body",
    },
    ListenRequest: { type: "structure", members: { In: { shape: "Events" } } },
    ListenResponse: { type: "structure", members: { Out: { shape: "Events" } }, payload: "Out" },
    Events: { type: "structure", eventstream: true, members: { Said: { shape: "Said" } } },
    Said: { type: "structure", event: true, members: { Text: { shape: "Body", eventpayload: true } } },
    NoSuchThing: { type: "structure", members: {}, exception: true, error: { code: "Missing", httpStatusCode: 404 } },
    NoSuchOther: { type: "structure", members: {}, exception: true, error: { code: "Missing" } },
    Busy: { type: "structure", members: {}, exception: true, retryable: { throttling: true } },
    Any: { type: "structure", members: {}, document: true },
    Value: { type: "structure", union: true, members: { Text: { shape: "String" }, More: { shape: "Value" } } },
    Parts: { type: "list", member: { shape: "Name", locationName: "part" }, flattened: true, max: 5 },
    Tags: { type: "map", key: { shape: "Name" }, value: { shape: "String" } },
    Body: { type: "blob", streaming: true, requiresLength: true },
    Name: { type: "string", min: 1, max: 10, pattern: "\\w+", enum: ["a", "b"], sensitive: true },
    String: { type: "string" },
    Timestamp: { type: "timestamp", timestampFormat: "unixTimestamp" },
    Count: { type: "integer", box: true },
  },
};

const model = new ServiceModel(raw, "keeper");

test("a service's facts have botocore's names", () => {
  expect(model.serviceName).toBe("keeper");
  expect(new ServiceModel(raw).serviceName).toBe("things");
  expect(model.serviceId).toBe("Thing Keeper");
  expect(model.hyphenizedServiceId).toBe("thing-keeper");
  expect(model.apiVersion).toBe("2020-01-01");
  expect(model.endpointPrefix).toBe("things");
  expect(model.signingName).toBe("things-signing");
  expect(model.signatureVersion).toBe("v4");
  expect(model.isQueryCompatible).toBe(true);
  expect(model.documentation).toBe("<p>Keeps things.</p>");
  expect(model.metadata).toBe(raw.metadata);
  expect(model.operationNames).toEqual(["GetThing", "Listen", "DescribeEndpoints"]);
  expect(model.shapeNames).toEqual(Object.keys(raw.shapes));
  expect(String(model)).toBe("ServiceModel(keeper)");
});

test("of several protocols clients speak the one that botocore prefers", () => {
  expect(model.protocol).toBe("query");
  expect(model.protocols).toEqual(["query", "json"]);
  expect(model.resolvedProtocol).toBe("json");
});

test("what the metadata may lack has a default, or is an error when it is asked for", () => {
  const poor = new ServiceModel({
    metadata: { endpointPrefix: "poor", protocol: "ec2" } as RawService["metadata"],
    operations: {},
    shapes: {},
  });
  expect(poor.signingName).toBe("poor");
  expect(poor.signatureVersion).toBeUndefined();
  expect(poor.resolvedProtocol).toBe("ec2");
  expect(poor.isQueryCompatible).toBe(false);
  expect(poor.documentation).toBe("");
  expect(poor.clientContextParameters).toEqual([]);
  expect(poor.endpointDiscoveryOperation).toBeUndefined();
  expect(poor.endpointDiscoveryRequired).toBe(false);
  expect(() => poor.apiVersion).toThrow(expect.objectContaining({ name: "UndefinedModelAttributeError" }));
  expect(() => poor.protocols).toThrow('The metadata of the model does not define "protocols".');
  expect(() => poor.serviceId).toThrow(expect.objectContaining({ name: "MissingServiceIdError" }));
});

test("protocols of which none is known are an error", () => {
  const metadata = { ...raw.metadata, protocols: ["smoke-signals" as "json"] };
  expect(() => new ServiceModel({ ...raw, metadata }).resolvedProtocol).toThrow(
    expect.objectContaining({
      name: "UnsupportedServiceProtocolsError",
      message: expect.stringContaining("smoke-signals"),
    }),
  );
});

test("an operation's facts have botocore's names", () => {
  const operation = model.operationModel("GetThing");
  expect(operation.name).toBe("GetThing");
  expect(operation.wireName).toBe("GetThing2020_01_01");
  expect(operation.serviceModel).toBe(model);
  expect(operation.metadata).toBe(raw.metadata);
  expect(operation.http).toEqual({ method: "GET", requestUri: "/things/{Name}" });
  expect(operation.documentation).toBe("<p>Gets one.</p>");
  expect(operation.deprecated).toBe(true);
  expect(operation.auth).toEqual(["aws.auth#sigv4a", "aws.auth#sigv4"]);
  expect(operation.authType).toBe("v4-unsigned-body");
  expect(operation.resolvedAuthType).toBe("v4a");
  expect(operation.unsignedPayload).toBe(true);
  expect(operation.endpoint).toEqual({ hostPrefix: "data." });
  expect(operation.endpointDiscovery).toEqual({ required: true });
  expect(operation.isEndpointDiscoveryOperation).toBe(false);
  expect(operation.httpChecksum).toEqual({ requestAlgorithmMember: "Algorithm" });
  expect(operation.httpChecksumRequired).toBe(true);
  expect(operation.requestCompression).toEqual({ encodings: ["gzip"] });
  expect(operation.idempotentMembers).toEqual(["Token"]);
  expect(operation.staticContextParameters).toEqual([{ name: "Fixed", value: true }]);
  expect(operation.contextParameters).toEqual([{ name: "Thing", memberName: "Name" }]);
  expect(operation.operationContextParameters).toEqual({ Computed: { path: "Name" } });
  expect(operation.inputShape?.name).toBe("GetThingRequest");
  expect(operation.outputShape?.serialization).toEqual({ resultWrapper: "GetThingResult", payload: "Body" });
  expect(operation.errorShapes.map(({ name }) => name)).toEqual(["NoSuchThing"]);
  expect(String(operation)).toBe("OperationModel(name=GetThing)");
  expect(model.operationModel("GetThing")).toBe(operation);
});

test("an operation without traits has their defaults", () => {
  const operation = model.operationModel("DescribeEndpoints");
  expect(operation).toMatchObject({
    inputShape: undefined,
    outputShape: undefined,
    errorShapes: [],
    documentation: "",
    deprecated: false,
    auth: undefined,
    authType: undefined,
    resolvedAuthType: undefined,
    unsignedPayload: undefined,
    endpoint: undefined,
    endpointDiscovery: undefined,
    isEndpointDiscoveryOperation: true,
    httpChecksum: {},
    httpChecksumRequired: false,
    requestCompression: undefined,
    idempotentMembers: [],
    staticContextParameters: [],
    contextParameters: [],
    operationContextParameters: {},
    hasStreamingInput: false,
    hasStreamingOutput: false,
    hasEventStreamInput: false,
    hasEventStreamOutput: false,
  });
});

test("streams are found: any blob that is the whole body, and event streams", () => {
  const get = model.operationModel("GetThing");
  expect([get.hasStreamingInput, get.hasStreamingOutput, get.hasEventStreamOutput]).toEqual([true, true, false]);
  expect(get.getStreamingOutput()?.typeName).toBe("blob");
  const listen = model.operationModel("Listen");
  expect([listen.hasEventStreamInput, listen.hasEventStreamOutput, listen.hasStreamingOutput]).toEqual([
    true,
    true,
    false,
  ]);
  expect(listen.getEventStreamInput()?.name).toBe("Events");
  expect(listen.outputShape?.eventStreamName).toBe("Out");
  expect(get.outputShape?.eventStreamName).toBeUndefined();
});

test("endpoint discovery and client parameters are found", () => {
  expect(model.endpointDiscoveryOperation?.name).toBe("DescribeEndpoints");
  expect(model.endpointDiscoveryRequired).toBe(true);
  expect(model.clientContextParameters).toEqual([
    { name: "Where", type: "string", documentation: "Where." },
    { name: "Fast", type: "boolean", documentation: "" },
  ]);
});

test("errors are found by code, of several with one code the last", () => {
  expect(model.errorShapes.map(({ name, errorCode }) => [name, errorCode])).toEqual([
    ["NoSuchThing", "Missing"],
    ["NoSuchOther", "Missing"],
    ["Busy", "Busy"],
  ]);
  expect(model.shapeForErrorCode("Missing")?.name).toBe("NoSuchOther");
  expect(model.shapeForErrorCode("Busy")?.metadata.retryable).toEqual({ throttling: true });
  expect(model.shapeForErrorCode("NoSuchThing")).toBeUndefined();
  expect((model.shapeFor("Any") as StructureShape).errorCode).toBeUndefined();
});

test("a structure has members in the model's order, whatever their names", () => {
  const input = model.operationModel("GetThing").inputShape!;
  expect(Object.keys(input.members)).toEqual(["Name", "Token", "Body"]);
  expect(input.requiredMembers).toEqual(["Name"]);
  expect(input.metadata).toEqual({ required: ["Name"] });
  expect(model.shapeFor("Any").requiredMembers).toEqual([]);
  const { members } = model.operationModel("GetThing").outputShape!;
  expect(members["constructor"]?.name).toBe("String");
  expect(members["toString"]).toBeUndefined();
  expect(Object.isFrozen(members)).toBe(true);
});

test("a member has its shape's traits, and its own over them", () => {
  const { Name } = model.operationModel("GetThing").inputShape!.members;
  expect(Name?.documentation).toBe("Its name.");
  expect(Name?.serialization).toEqual({ name: "name", location: "uri" });
  expect(Name?.metadata).toEqual({
    min: 1,
    max: 10,
    pattern: "\\w+",
    sensitive: true,
    enum: ["a", "b"],
    contextParam: { name: "Thing" },
  });
  const { Created, Modified } = model.operationModel("GetThing").outputShape!.members;
  expect(Created?.serialization).toEqual({ timestampFormat: "iso8601" });
  expect(Modified?.serialization).toEqual({ timestampFormat: "unixTimestamp" });
  expect(model.shapeFor("Timestamp", { timestampFormat: "rfc822" }).serialization.timestampFormat).toBe("rfc822");
});

test("each kind of shape has what it holds", () => {
  const parts = model.shapeFor("Parts");
  expect(parts).toBeInstanceOf(ListShape);
  if (parts.typeName !== "list") return expect.fail("it is a list");
  expect(parts.member.serialization).toEqual({ name: "part" });
  expect(parts.serialization).toEqual({ flattened: true });
  const tags = model.shapeFor("Tags");
  expect(tags).toBeInstanceOf(MapShape);
  if (tags.typeName !== "map") return expect.fail("it is a map");
  expect([tags.key.name, tags.value.name]).toEqual(["Name", "String"]);
  const name = model.shapeFor("Name");
  expect(name).toBeInstanceOf(StringShape);
  if (name.typeName !== "string") return expect.fail("it is a string");
  expect(name.enum).toEqual(["a", "b"]);
  expect((model.shapeFor("String") as StringShape).enum).toEqual([]);
  const count = model.shapeFor("Count");
  expect(count).toBeInstanceOf(ScalarShape);
  expect([count.typeName, String(count)]).toEqual(["integer", "<ScalarShape(Count)>"]);
  expect((model.shapeFor("Value") as StructureShape).isTaggedUnion).toBe(true);
  expect((model.shapeFor("Any") as StructureShape).isDocumentType).toBe(true);
  expect((model.shapeFor("Said") as StructureShape).isTaggedUnion).toBe(false);
  return undefined;
});

test("kinds are told apart by their type's name", () => {
  const shape = model.shapeFor("Parts") as Shape;
  if (shape.typeName === "list") expectTypeOf(shape).toEqualTypeOf<ListShape>();
  if (shape.typeName === "structure") expectTypeOf(shape).toEqualTypeOf<StructureShape>();
  if (shape.typeName === "timestamp") expectTypeOf(shape).toEqualTypeOf<ScalarShape>();
});

test("shapes that contain themselves end where nobody looks further", () => {
  const value = model.shapeFor("Value") as StructureShape;
  const { More } = value.members;
  expect(More).toBe(value);
  expect((More as StructureShape).members["More"]).toBe(value);
});

test("shapes are made once", () => {
  const { Parts, Tags, Created } = model.operationModel("GetThing").outputShape!.members;
  expect(model.shapeFor("Parts")).toBe(Parts);
  expect((Tags as MapShape).value).toBe(model.shapeFor("String"));
  expect(model.operationModel("GetThing").outputShape!.members["Created"]).toBe(Created);
});

test("unknown names are errors that name the nearest", () => {
  expect(() => model.operationModel("GetThings")).toThrow(
    expect.objectContaining({
      name: "OperationNotFoundError",
      message: 'The model of keeper has no operation "GetThings"; did you mean GetThing?',
    }),
  );
  expect(() => model.operationModel("constructor")).toThrow(/has no operation "constructor"\./);
  expect(() => model.shapeFor("Nmae")).toThrow(
    expect.objectContaining({
      name: "NoShapeFoundError",
      message: 'The model of keeper has no shape "Nmae"; did you mean Name?',
    }),
  );
  expect(() => model.shapeFor("toString")).toThrow(expect.objectContaining({ name: "NoShapeFoundError" }));
});

test("ScalarTypes are botocore's", () => {
  expect(ScalarTypes).toEqual(["string", "integer", "boolean", "timestamp", "float", "double"]);
});
