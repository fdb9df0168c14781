import { expect, test } from "vitest";
import { ClientError } from "../errors/client-error.js";
import { ConnectionClosedError, EndpointConnectionError, ReadTimeoutError } from "../errors/http.js";
import type { IniaError } from "../errors/inia-error.js";
import { isAccessDenied, isExpiredToken, isNotFound, isThrottling, isTransient } from "./predicates.js";

function serviceError(code: string, statusCode: number): IniaError {
  return Object.assign(new ClientError("refused", { code }), { statusCode });
}

test.each<[string, (error: unknown) => boolean, IniaError[]]>([
  [
    "throttling",
    isThrottling,
    [serviceError("SlowDown", 503), serviceError("ThrottlingException", 400), serviceError("Whatever", 429)],
  ],
  [
    "transient",
    isTransient,
    [
      serviceError("InternalError", 500),
      serviceError("RequestTimeout", 400),
      new ConnectionClosedError(),
      new EndpointConnectionError(),
      new ReadTimeoutError(),
    ],
  ],
  [
    "not found",
    isNotFound,
    [
      serviceError("NoSuchKey", 404),
      serviceError("404", 404),
      serviceError("ResourceNotFoundException", 400),
      serviceError("InvalidInstanceID.NotFound", 400),
      serviceError("QueueDoesNotExist", 400),
      serviceError("AWS.SimpleQueueService.NonExistentQueue", 400),
    ],
  ],
  [
    "access denied",
    isAccessDenied,
    [
      serviceError("AccessDenied", 403),
      serviceError("AccessDeniedException", 400),
      serviceError("UnauthorizedOperation", 403),
      serviceError("403", 403),
    ],
  ],
  [
    "expired token",
    isExpiredToken,
    [
      serviceError("ExpiredToken", 400),
      serviceError("ExpiredTokenException", 403),
      serviceError("RequestExpired", 400),
    ],
  ],
])("%s errors are told from others", (_, predicate, errors) => {
  for (const error of errors) expect(predicate(error), `${error.name} ${error.code}`).toBe(true);
  const others = [
    serviceError("ValidationException", 400),
    serviceError("SignatureDoesNotMatch", 403),
    new Error("NoSuchKey"),
    { code: "SlowDown", statusCode: 404 },
    undefined,
  ];
  for (const error of others) expect(predicate(error)).toBe(false);
});
