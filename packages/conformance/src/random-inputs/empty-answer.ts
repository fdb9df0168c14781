import type { HttpResponse } from "@inia/core/http";
import type { OperationModel } from "@inia/core/model";

/** A success without members, as the protocol of an operation's service writes it. */
export function emptyAnswer({ name, outputShape, serviceModel, hasEventStreamOutput }: OperationModel): HttpResponse {
  if (hasEventStreamOutput) return answer("application/vnd.amazon.eventstream", atob(initialResponse));
  const protocol = serviceModel.resolvedProtocol;
  switch (protocol) {
    case "json":
    case "rest-json":
      return answer(`application/${protocol === "json" ? "x-amz-json-1.1" : "json"}`, "{}");
    case "smithy-rpc-v2-cbor":
      return answer("application/cbor", "\u00a0", { "smithy-protocol": "rpc-v2-cbor" });
    case "query": {
      const { resultWrapper } = outputShape?.serialization ?? {};
      return answer("text/xml", `<${name}Response>${resultWrapper ? `<${resultWrapper}/>` : ""}</${name}Response>`);
    }
    case "ec2":
    case "rest-xml":
      return answer("application/xml", `<${name}Response/>`);
  }
}

function answer(type: string, body: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const bytes = new Uint8Array(Buffer.from(body, "latin1"));
  return {
    status: 200,
    headers: { "content-type": type, "content-length": `${bytes.length}`, ...headers },
    body: bytes,
  };
}

/** The event, with `{}` as its members, that comes first where a stream of events answers an RPC protocol. */
const initialResponse =
  "AAAARwAAADXZQp8TDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcAEGluaXRpYWwtcmVzcG9uc2V7fY3gyKM=";
