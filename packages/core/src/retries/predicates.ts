import { isIniaError } from "../errors/inia-error.js";
import { isTransportError } from "./classify.js";
import { throttlingCodes, transientCodes, transientStatuses } from "./error-tables.js";

/** Whether the service asked to slow down. Goes by the tables that retries go by, and status 429. */
export function isThrottling(error: unknown): boolean {
  return isIniaError(error) && (throttlingCodes.has(error.code) || error.statusCode === 429);
}

/** Whether the call may well succeed when it is made again later: the connection failed, or the service did. */
export function isTransient(error: unknown): boolean {
  if (isTransportError(error)) return true;
  if (!isIniaError(error)) return false;
  const { code, statusCode } = error;
  return transientCodes.has(code) || (statusCode !== undefined && transientStatuses.has(statusCode));
}

/** Whether the thing that the call is about does not exist: status 404, or one of the many codes that say so. */
export function isNotFound(error: unknown): boolean {
  return isIniaError(error) && (error.statusCode === 404 || notFoundCodes.test(error.code));
}

/** Whether the caller is known but not allowed to do this. Expired or wrong keys are another matter. */
export function isAccessDenied(error: unknown): boolean {
  // A HEAD request's answer has no body, so its status is all there is of a code.
  return (
    isIniaError(error) && (accessDeniedCodes.has(error.code) || (error.statusCode === 403 && error.code === "403"))
  );
}

/** Whether the session token, or the time that the request was signed for, has run out. */
export function isExpiredToken(error: unknown): boolean {
  return isIniaError(error) && expiredTokenCodes.has(error.code);
}

// NoSuchKey, ResourceNotFoundException, InvalidInstanceID.NotFound, QueueDoesNotExist, AWS.…NonExistentQueue
const notFoundCodes: RegExp = /^NoSuch|NotFound|DoesNotExist|NonExistent/;

const accessDeniedCodes: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AllAccessDisabled",
  "AuthorizationError",
  "AuthorizationErrorException",
  "Forbidden",
  "ForbiddenException",
  "NotAuthorized",
  "NotAuthorizedException",
  "Unauthorized",
  "UnauthorizedAccess",
  "UnauthorizedException",
  "UnauthorizedOperation",
]);

const expiredTokenCodes: ReadonlySet<string> = /*#__PURE__*/ new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "TokenRefreshRequired",
]);
