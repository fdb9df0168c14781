/** What a refusal says of the service's clock. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** S3's `ServerTime` and the message hold the time where a browser may not see the `Date` header. */
  readonly error: { readonly Code?: string; readonly Message?: string; readonly ServerTime?: unknown };
}

/**
 * How far the service's clock is ahead of the time that a request was signed for, in milliseconds, where that is why
 * the request was refused; undefined where it is not. Services allow five minutes, S3 fifteen.
 */
export function clockSkew({ status, headers, error }: Refusal, signedAt: number): number | undefined {
  if (status < 400 || !skewCodes.test(error.Code ?? "")) return undefined;
  const skew = Date.parse(headers["date"] ?? timeIn(error) ?? "") - signedAt;
  return Math.abs(skew) >= toleranceMs ? skew : undefined;
}

/** Also `… is now earlier than 20260102T030405Z (20260102T030905Z - 5 min.)`: in brackets is the service's time. */
function timeIn({ ServerTime, Message = "" }: Refusal["error"]): string | undefined {
  if (typeof ServerTime === "string") return ServerTime;
  return /\((\d{8}T\d{6}Z) [+-] \d+ min/
    .exec(Message)?.[1]
    ?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
}

/** Some of them have other causes, too; then the clocks agree. A HEAD request's refusal has its status for code. */
const skewCodes: RegExp =
  /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|(Invalid)?Signature(DoesNotMatch|Exception)|AuthFailure|403)$/;

const toleranceMs = 240_000;
