import { UnsupportedServiceProtocolsError } from "../errors/config.js";
import type { RawMetadata, RawProtocol } from "./raw-model.js";

/**
 * The protocol that clients of a service speak: of several, the first in botocore's order of preference.
 *
 * @throws {@link UnsupportedServiceProtocolsError} when none is known.
 * @see botocore utils.py, PRIORITY_ORDERED_SUPPORTED_PROTOCOLS
 */
export function chooseProtocol({ serviceId, protocol, protocols = [protocol] }: RawMetadata): RawProtocol {
  const chosen = byPreference.find((known) => protocols.includes(known));
  if (chosen !== undefined) return chosen;
  throw new UnsupportedServiceProtocolsError(
    `${serviceId} offers the protocols ${protocols.join(", ")}; supported are ${byPreference.join(", ")}.`,
  );
}

const byPreference: readonly RawProtocol[] = ["json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2"];
