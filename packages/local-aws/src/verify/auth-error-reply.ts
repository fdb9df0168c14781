import type { IncomingRequest, Reply } from "../server.js";
import { ServiceError } from "../service-error.js";
import { xmlDocument } from "../xml/write.js";
import type { AuthFailure } from "./auth-failure.js";
import { awsAuthError } from "./aws-auth-error.js";
import { s3AuthError } from "./s3-auth-error.js";

/** The shape of a service's errors, as far as a request tells it. */
export type ErrorShape = "s3" | "ec2" | "query" | "rest-xml" | "rest-json" | "json" | "cbor";

/** Guesses which protocol a request speaks, from its scope and headers. */
export function errorShapeOf(request: IncomingRequest): ErrorShape {
  const credential = request.header("authorization") ?? request.query.get("X-Amz-Credential") ?? "";
  const service = /\/([a-z0-9-]+)\/aws4_request/.exec(credential)?.[1] ?? "";
  if (service.startsWith("s3") || request.header("x-amz-content-sha256") !== undefined) {
    return "s3";
  }
  if (request.header("smithy-protocol") === "rpc-v2-cbor") {
    return "cbor";
  }
  if (request.header("x-amz-target") !== undefined) {
    return "json";
  }
  if (request.header("content-type")?.startsWith("application/x-www-form-urlencoded") || request.query.has("Action")) {
    return service === "ec2" ? "ec2" : "query";
  }
  return REST_XML_SERVICES.includes(service) ? "rest-xml" : "rest-json";
}

/** The error of the protocol that a request speaks. */
export function shapedAuthError(failure: AuthFailure, shape: ErrorShape): ServiceError {
  switch (shape) {
    case "s3":
      return s3AuthError(failure);
    case "ec2": {
      const { code, message } = awsAuthError(failure, "query");
      return new ServiceError(EC2_CODES[code] ?? code, 401, message);
    }
    case "query":
    case "rest-xml":
      return awsAuthError(failure, "query");
    case "json":
    case "cbor":
      return awsAuthError(failure, "json");
    case "rest-json": {
      const { code, message } = awsAuthError(failure, "json");
      return new ServiceError(code, 403, message);
    }
  }
}

/** Writes an error in a protocol's shape. */
export function shapedErrorReply(error: ServiceError, shape: ErrorShape, requestId: string): Reply {
  const { code, message, status, fields } = error;
  const json = JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message });
  switch (shape) {
    case "s3": {
      const document = xmlDocument("Error", { Code: code, Message: message, ...fields, RequestId: requestId });
      return reply(status, document, { "content-type": "application/xml", "x-amz-request-id": requestId });
    }
    case "ec2": {
      const document = xmlDocument("Response", {
        Errors: { Error: { Code: code, Message: message } },
        RequestID: requestId,
      });
      return reply(status, document, { "content-type": "text/xml;charset=UTF-8" });
    }
    case "query":
    case "rest-xml": {
      const type = status < 500 ? "Sender" : "Receiver";
      const Error = { Type: type, Code: code, Message: message };
      const document = xmlDocument("ErrorResponse", { Error, RequestId: requestId });
      return reply(status, document, { "content-type": "text/xml", "x-amzn-requestid": requestId });
    }
    case "json":
      return reply(status, json, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId });
    case "rest-json":
      return reply(status, JSON.stringify({ message }), {
        "content-type": "application/json",
        "x-amzn-errortype": code,
        "x-amzn-requestid": requestId,
      });
    case "cbor":
      return reply(status, cborMap({ __type: `com.amazon.coral.service#${code}`, message }), {
        "content-type": "application/cbor",
        "smithy-protocol": "rpc-v2-cbor",
        "x-amzn-requestid": requestId,
      });
  }
}

function reply(status: number, body: string | Buffer, headers: Readonly<Record<string, string>>): Reply {
  return { status, headers, body: [Buffer.from(body)] };
}

// RFC 8949: a map of definite length (major type 5) of text strings (major type 3).
function cborMap(members: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(members).flat().map(cborText);
  return Buffer.concat([Buffer.from([0xa0 + entries.length / 2]), ...entries]);
}

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 255]), bytes]);
}

const REST_XML_SERVICES = ["cloudfront", "route53"];
const EC2_CODES: Readonly<Record<string, string>> = {
  InvalidClientTokenId: "AuthFailure",
  ExpiredToken: "RequestExpired",
};
