/**
 * Answers a client's calls in tests, without a network: typed by operation, both sides validated against the model.
 *
 * @example
 * ```ts
 * import { getObject, S3Client } from "@inia/client-s3";
 * import { ANY, Stubber } from "@inia/core/stub";
 *
 * const s3 = new S3Client({ region: "eu-west-1" });
 * using stubber = new Stubber(s3).activate();
 * stubber.addResponse(getObject, { Body: "hello" }, { Bucket: "photos", Key: ANY });
 *
 * const { Body } = await getObject(s3, { Bucket: "photos", Key: "cat.jpg" });
 * await Body.text(); // "hello"
 * ```
 *
 * @module
 */
export { ANY } from "./any.js";
export { buildOutput } from "./build-output.js";
export {
  Cassette,
  type CassetteContents,
  type CassetteOptions,
  openCassette,
  type RecordedBody,
  type RecordedExchange,
  type RecordedRequest,
  type RecordedResponse,
} from "./cassette.js";
export type { ReplyTo } from "./matched-stub.js";
export { Stubber } from "./stubber.js";
export type { ErrorReply, PartOf, StubAnswer, Stubbable, StubbableClient, StubOutput } from "./types.js";
