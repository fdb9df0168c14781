import { type Credential, CredentialStore, identityOf } from "../credentials.js";
import { readForm } from "../query/form.js";
import { queryErrorReply, queryReply } from "../query/reply.js";
import type { Reply } from "../server.js";
import { type LocalService, type ServiceContext, type ServiceOptions, startService } from "../service.js";
import { ServiceError } from "../service-error.js";
import { awsAuthError } from "../verify/aws-auth-error.js";
import type { XmlElements } from "../xml/write.js";
import { assumeRole, assumeRoleWithWebIdentity } from "./assume-role.js";
import { issueCredentials } from "./issue-credentials.js";
import { readDuration } from "./parameters.js";

/** Starts an STS. What it issues is added to the store given as `credentials`, so other services accept it. */
export function startSts(options: ServiceOptions = {}): Promise<LocalService> {
  const store =
    options.credentials instanceof CredentialStore ? options.credentials : new CredentialStore(options.credentials);
  return startService(
    {
      name: "sts",
      handle: (context) => handle(context, store),
      authError: (failure) => awsAuthError(failure, "query"),
      errorReply: (error, { requestId }) => queryErrorReply(error, error.code, NAMESPACE, requestId),
    },
    { ...options, credentials: store },
    { service: "sts", region: options.region ?? "us-east-1" },
  );
}

async function handle(context: ServiceContext, store: CredentialStore): Promise<Reply> {
  const { request, record, requestId } = context;
  const { parameters, body } = await readForm(request);
  const operation = parameters.get("Action") ?? "";
  record.operation = operation === "" ? undefined : operation;
  const isUnsigned = operation === "AssumeRoleWithWebIdentity" && request.header("authorization") === undefined;
  const credential = isUnsigned ? undefined : context.verify(body).credential;
  if (parameters.get("Version") !== VERSION) {
    throw new ServiceError(
      "InvalidAction",
      400,
      `Could not find operation ${operation} for version ${parameters.get("Version")}`,
    );
  }
  const result = carryOut(operation, parameters, store, context.now(), credential);
  return queryReply(operation, result, NAMESPACE, requestId);
}

function carryOut(
  operation: string,
  parameters: ReadonlyMap<string, string>,
  store: CredentialStore,
  nowMs: number,
  credential: Credential | undefined,
): XmlElements {
  if (operation === "AssumeRoleWithWebIdentity") {
    return assumeRoleWithWebIdentity(parameters, store, nowMs);
  }
  if (credential !== undefined) {
    switch (operation) {
      case "AssumeRole":
        return assumeRole(parameters, store, nowMs);
      case "GetCallerIdentity": {
        const { arn, userId, account } = identityOf(credential);
        return { Arn: arn, UserId: userId, Account: account };
      }
      case "GetSessionToken": {
        requireLongTerm(credential);
        const duration = readDuration(parameters, 43_200, 129_600);
        return { Credentials: issueCredentials(store, identityOf(credential), nowMs, duration) };
      }
    }
  }
  throw new ServiceError("InvalidAction", 400, `Could not find operation ${operation} for version ${VERSION}`);
}

function requireLongTerm(credential: Credential): void {
  if (credential.sessionToken !== undefined) {
    throw new ServiceError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
  }
}

const VERSION = "2011-06-15";
const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
