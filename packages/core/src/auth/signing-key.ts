import { hmacSha256 } from "#platform/sha256";

/**
 * The key that signs all requests of one day, region and service.
 *
 * Deriving it takes four HMACs, so the last ones are kept; the map is private to this file, and so are the keys.
 */
export function signingKey(secretAccessKey: string, date: string, region: string, service: string): Uint8Array {
  const scope = `${date}/${region}/${service}/${secretAccessKey}`;
  let key = keys.get(scope);
  if (key === undefined) {
    key = [date, region, service, "aws4_request"].reduce<string | Uint8Array>(
      (parent, part) => hmacSha256(parent, part),
      `AWS4${secretAccessKey}`,
    ) as Uint8Array;
  } else {
    keys.delete(scope);
  }
  keys.set(scope, key);
  if (keys.size > keptKeys) keys.delete(keys.keys().next().value!);
  return key;
}

const keptKeys = 64;

/** The least recently used key comes first. */
const keys = /*#__PURE__*/ new Map<string, Uint8Array>();
