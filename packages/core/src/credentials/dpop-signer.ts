/** Makes the proof for one request. `now` is epoch milliseconds. */
export type DpopSigner = (method: string, url: string, now: number) => string;
