import { createCrc32 } from "#platform/crc32";
import type { Customization } from "../client/service-descriptor.js";
import type { EventPayload } from "../events/event-map.js";
import { discoverEndpoints } from "./parts/endpoint-discovery.js";
import { table } from "./parts/table.js";

export const customizations: readonly Customization[] = /*#__PURE__*/ customize();

function customize(): Customization[] {
  return [...discoverEndpoints("dynamodb"), ...table({ "before-parse.dynamodb": checkBody })];
}

/**
 * DynamoDB sends the CRC32 of each body, in decimal. A body that has another is asked for again.
 *
 * @see botocore data/_retry.json, `crc32_checksum`
 */
export function checkBody({ response, context }: EventPayload<"before-parse">): void {
  const announced = response.headers["x-amz-crc32"];
  if (announced === undefined) {
    context.isBodyCorrupt = false;
    return;
  }
  const checksum = createCrc32();
  checksum.update(response.body);
  const digest = checksum.digest();
  const actual = new DataView(digest.buffer, digest.byteOffset).getUint32(0);
  context.isBodyCorrupt = actual !== Number(announced);
}
