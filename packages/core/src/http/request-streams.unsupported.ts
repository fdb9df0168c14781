/** Browsers do not, or over HTTP/2 only; of other platforms nothing is known. */
export const streamsRequests: boolean = false;
