import type { RawProtocol } from "../model/raw-model.js";
import { ec2 } from "../protocols/ec2.js";
import { json } from "../protocols/json.js";
import type { Protocol } from "../protocols/protocol.js";
import { query } from "../protocols/query.js";
import { restJson } from "../protocols/rest-json.js";
import { restXml } from "../protocols/rest-xml.js";
import { rpcV2Cbor } from "../protocols/rpc-v2-cbor.js";

/** Protocols by the names that models give them: generated clients import their own. */
export const protocolByName: Readonly<Record<RawProtocol, Protocol>> = {
  json,
  "rest-json": restJson,
  "rest-xml": restXml,
  query,
  ec2,
  "smithy-rpc-v2-cbor": rpcV2Cbor,
};
