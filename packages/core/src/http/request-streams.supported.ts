/** Bun, Deno, Node and workerd send a body while it is read. */
export const streamsRequests: boolean = true;
