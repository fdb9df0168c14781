/** The usual ones. Over HTTP/1 the response tells its own; over HTTP/2 there are none. */
export const reasonPhrases: Readonly<Record<number, string>> = {
  304: "Not Modified",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  412: "Precondition Failed",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
