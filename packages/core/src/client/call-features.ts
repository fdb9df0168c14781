import type { RequestChecksum } from "../checksums/request-checksum.js";
import type { HttpRequest } from "../http/message.js";
import type { Call } from "./open-call.js";

/** Puts ids of what a call makes use of into the user agent of a signed request; undefined where that is not told. */
export type TellFeatures =
  | ((call: Call, request: HttpRequest, checksum: RequestChecksum | undefined) => void)
  | undefined;
