import type { Reply } from "../server.js";
import type { ServiceError } from "../service-error.js";
import { type XmlElements, xmlDocument } from "../xml/write.js";

/** `<AssumeRoleResponse><AssumeRoleResult>…</AssumeRoleResult><ResponseMetadata>…`; no result where there is none. */
export function queryReply(
  operation: string,
  result: XmlElements | undefined,
  namespace: string,
  requestId: string,
): Reply {
  const document = xmlDocument(
    `${operation}Response`,
    { [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } },
    namespace,
  );
  return xml(200, document, requestId);
}

/** `<ErrorResponse><Error><Type>Sender</Type>…` */
export function queryErrorReply(error: ServiceError, code: string, namespace: string, requestId: string): Reply {
  const document = xmlDocument(
    "ErrorResponse",
    {
      Error: { Type: error.status < 500 ? "Sender" : "Receiver", Code: code, Message: error.message, ...error.fields },
      RequestId: requestId,
    },
    namespace,
  );
  return xml(error.status, document, requestId);
}

function xml(status: number, document: string, requestId: string): Reply {
  const headers = { "x-amzn-requestid": requestId, "content-type": "text/xml" };
  return { status, headers, body: [Buffer.from(document)] };
}
