import { type AwsCredentials, FrozenCredentials } from "../../auth/identity.js";
import { call } from "../../client/call.js";
import type { ClientState } from "../../client/client-state.js";
import { Refreshing } from "../../config/refreshing.js";
import type { EventPayload } from "../../events/event-map.js";
import { timestamp$ } from "../../protocols/timestamp.js";
import { REQUIRED, SENSITIVE, STRING, URI } from "../../schema/codes.js";
import type { OperationDescriptor } from "../../schema/operation.js";

/**
 * Calls to a directory bucket are signed with the keys of a session, which is opened for the bucket and kept: the
 * client's own keys sign CreateSession alone.
 *
 * @see botocore utils.py, S3ExpressIdentityResolver
 */
export function useSession({ signatureVersion, context }: EventPayload<"before-sign">): void {
  if (!signatureVersion.startsWith("v4-s3express")) return;
  const client = context.client as ClientState;
  const bucket = String(context.inputParams.Bucket);
  context.identity = () => sessionOf(client, bucket).get();
}

function sessionOf(client: ClientState, bucket: string): Refreshing<AwsCredentials> {
  let sessions = sessionsByClient.get(client);
  if (sessions === undefined) sessionsByClient.set(client, (sessions = new Map()));
  let session = sessions.get(bucket);
  if (session === undefined) {
    session = new Refreshing({
      refresh: () => openSession(client, bucket),
      windows: () => ({ advisorySeconds: 45, mandatorySeconds: 10 }),
      clock: client.config.clock,
      onAdvisoryFailure: (error) =>
        client.config.logger?.warn(`The session for bucket ${bucket} could not be renewed yet: ${String(error)}`),
    });
  } else {
    sessions.delete(bucket);
  }
  sessions.set(bucket, session);
  if (sessions.size > keptSessions) sessions.delete(sessions.keys().next().value!);
  return session;
}

/** Callers share what comes of it, so that no caller's signal ends it. */
async function openSession(client: ClientState, bucket: string): Promise<AwsCredentials> {
  const { Credentials } = (await call(client, createSession, { Bucket: bucket })) as CreateSessionOutput;
  return new FrozenCredentials({
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    method: "s3express",
  });
}

interface CreateSessionOutput {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: Date;
  };
}

const createSession: OperationDescriptor = {
  name: "CreateSession",
  http: ["GET", "/{Bucket}?session"],
  input: { Bucket: ["t", STRING, URI + REQUIRED] },
  output: {
    Credentials: {
      AccessKeyId: STRING,
      SecretAccessKey: STRING + SENSITIVE,
      SessionToken: STRING + SENSITIVE,
      Expiration: timestamp$,
    },
  },
  contextParams: { Bucket: "Bucket" },
  staticContextParams: { DisableS3ExpressSessionAuth: true },
};

const keptSessions = 100; // botocore utils.py, S3ExpressIdentityCache

/** Per client: sessions by bucket, the least recently used first. */
const sessionsByClient = /*#__PURE__*/ new WeakMap<ClientState, Map<string, Refreshing<AwsCredentials>>>();
