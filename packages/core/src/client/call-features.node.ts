import { userAgentHeader } from "#platform/user-agent";
import { bearerTokenVariable } from "../auth/auth-scheme.js";
import type { AwsCredentials, BearerToken } from "../auth/identity.js";
import type { RequestChecksum } from "../checksums/request-checksum.js";
import { getHeader } from "../http/header.js";
import type { HttpRequest } from "../http/message.js";
import type { FeatureId } from "../http/user-agent.js";
import type { TellFeatures } from "./call-features.js";
import type { ClientState } from "./client-state.js";
import { featureList } from "./feature-list.js";
import type { Call } from "./open-call.js";

/** After signing, as botocore does it: the header is not signed. What handlers made of the header stays. */
export const tellFeatures: TellFeatures = (call, request, checksum) => {
  const { client } = call;
  const header = request.headers[userAgentHeader];
  const [plain, head] = client.userAgent;
  // A user agent of the caller's own takes the place of features, too.
  if (head === "" || !header?.startsWith(plain)) return;
  const features = featureList(`${clientFeatures(client)}${callFeatures(call, request, checksum)}`);
  request.headers[userAgentHeader] = `${head} ${features}${header.slice(head.length)}`;
};

/** What holds for all of a client's calls. */
function clientFeatures(client: ClientState): string {
  let known = featuresOfClients.get(client);
  if (known === undefined) featuresOfClients.set(client, (known = readClientFeatures(client)));
  return known;
}

const featuresOfClients = /*#__PURE__*/ new WeakMap<ClientState, string>();

function readClientFeatures({ config, service }: ClientState): string {
  const ids: FeatureId[] = [retryModes[config.retryMode]];
  if (config.endpoint !== undefined) ids.push("N");
  if (service.endpoint.parameters["AccountIdEndpointMode"] !== undefined) {
    ids.push(accountIdModes[config.accountIdEndpointMode]);
  }
  ids.push(config.requestChecksumCalculation === "when_supported" ? "Z" : "a");
  ids.push(config.responseChecksumValidation === "when_supported" ? "b" : "c");
  return ids.join(",");
}

/** Each with a comma in front. */
function callFeatures(call: Call, request: HttpRequest, checksum: RequestChecksum | undefined): string {
  const { operation, options, signing } = call;
  const { headers } = request;
  let ids = options["~features"] ? `,${options["~features"]}` : "";
  // Only one protocol has the header, so far.
  if (headers["smithy-protocol"] !== undefined) ids += ",M";
  if (operation.compression !== undefined && getHeader(headers, "Content-Encoding")?.includes("gzip")) ids += ",L";
  if (call.hasAccountId) ids += ",T";
  if (operation.checksum !== undefined) ids += checksumFeatures(headers, checksum);
  if (signing === undefined) return ids;
  if (signing.signer.name.startsWith("v4a")) ids += ",S";
  if (signing.signer.identityKind === "token") return ids + tokenFeature(call.client, signing.identity as BearerToken);
  return ids + credentialsFeatures(signing.identity as AwsCredentials | undefined);
}

/** By the checksums that are there already, else by the one that goes into a trailer. */
function checksumFeatures(headers: Readonly<Record<string, string>>, checksum: RequestChecksum | undefined): string {
  let ids = "";
  for (const name in headers) {
    const algorithm = checksumHeader.exec(name)?.[1];
    const id = algorithm && checksumAlgorithms[algorithm.toLowerCase()];
    if (id) ids += `,${id}`;
  }
  if (ids !== "" || checksum === undefined) return ids;
  const id = checksumHeader.test(checksum.name) && checksumAlgorithms[checksum.algorithm];
  return id ? `,${id}` : "";
}

function tokenFeature({ environment, service }: ClientState, identity: BearerToken | undefined): string {
  const token = environment[bearerTokenVariable(service.signingName)];
  return token !== undefined && token === identity?.token ? ",3" : "";
}

/** Providers say what they are; what code gave says nothing. */
function credentialsFeatures(identity: AwsCredentials | undefined): string {
  if (identity === undefined) return "";
  const { method = "explicit", "~features": ids = method === "explicit" ? "e" : "" } = identity;
  return ids && `,${ids}`;
}

const retryModes = { legacy: "D", standard: "E", adaptive: "F" } as const satisfies Record<string, FeatureId>;

const accountIdModes = { preferred: "P", disabled: "Q", required: "R" } as const satisfies Record<string, FeatureId>;

const checksumHeader: RegExp = /^x-amz-checksum-([a-z0-9]+)$/i;

const checksumAlgorithms: Readonly<Record<string, FeatureId>> = {
  crc32: "U",
  crc32c: "V",
  crc64nvme: "W",
  sha1: "X",
  sha256: "Y",
  md5: "AE",
  sha512: "AF",
  xxhash3: "AG",
  xxhash64: "AH",
  xxhash128: "AI",
};
