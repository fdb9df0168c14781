import { gunzipSync } from "node:zlib";
import type { OperationModel } from "@inia/core/model";
import type { SentRequest } from "../exchange.js";
import { readCbor } from "../kinds/read-cbor.js";
import { checkXml } from "./check-xml.js";

/** Throws where a request is not what its protocol calls well-formed, or is not signed. */
export function checkRequest({ url, headers, body }: SentRequest, operation: OperationModel): void {
  const { protocol, host } = new URL(url);
  if (protocol !== "https:" || host === "") throw new Error(`The URL leads nowhere: ${url}`);
  if (/[^!-~]/.test(url)) throw new Error(`The URL holds what must be escaped: ${JSON.stringify(url)}`);
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const [name, value] of byName) {
    if (typeof value !== "string" || /[\0\r\n]/.test(value)) throw new Error(`The header ${name} cannot be sent.`);
  }
  const isAnonymous = operation.resolvedAuthType === "none";
  // SigV2 signs in the form.
  const isSigned = byName.has("authorization") || /&Signature=[^&]/.test(Buffer.from(body).toString("latin1"));
  if (!isAnonymous && !isSigned) throw new Error("The request is not signed.");
  if (body.length === 0) return;
  const plain = byName.get("content-encoding") === "gzip" ? gunzipSync(body) : body;
  // CloudSearch's searches, which the model calls GET, travel as a form that names no action.
  if (byName.get("content-type")?.startsWith(formType) && isRest(operation)) checkForm(decode(plain));
  else checkBody(plain, operation);
}

function checkBody(body: Uint8Array, { inputShape, serviceModel, hasEventStreamInput }: OperationModel): void {
  const { payload } = inputShape?.serialization ?? {};
  const isOwnBytes = payload !== undefined && inputShape!.members[payload]!.typeName !== "structure";
  if (isOwnBytes || hasEventStreamInput) return;
  switch (serviceModel.resolvedProtocol) {
    case "json":
    case "rest-json":
      JSON.parse(decode(body));
      return;
    case "rest-xml":
      checkXml(decode(body));
      return;
    case "query":
    case "ec2":
      checkForm(decode(body), ["Action", "Version"]);
      return;
    case "smithy-rpc-v2-cbor":
      readCbor(body);
  }
}

function checkForm(text: string, needed: readonly string[] = []): void {
  for (const pair of text.split("&")) {
    if (!/^[\w.~%-]+=[\w.~%+*-]*$/.test(pair)) throw new Error(`The form holds what must be escaped: ${pair}`);
    decodeURIComponent(pair);
  }
  const form = new URLSearchParams(text);
  for (const name of needed) if (!form.has(name)) throw new Error(`The form has no ${name}.`);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function isRest({ serviceModel }: OperationModel): boolean {
  return serviceModel.resolvedProtocol.startsWith("rest-");
}

const formType = "application/x-www-form-urlencoded";
