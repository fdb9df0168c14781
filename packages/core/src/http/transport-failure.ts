/** Where a request was when its transport failed. */
export interface TransportFailure {
  /** Host and port. */
  readonly host: string;
  /** What the connection was doing, as a clause: `waiting for the response to PUT /key`. */
  readonly doing: string;
  /** Whether the connection stood when it failed; undefined where the platform does not tell. */
  readonly connected?: boolean | undefined;
}
