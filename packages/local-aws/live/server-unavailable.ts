/** Why a server cannot be had on this machine. */
export class ServerUnavailable extends Error {
  override readonly name = "ServerUnavailable";
  /** The machine has what it takes to install the server (Python, apt), yet that did not work. */
  readonly isUnexpected: boolean;

  constructor(message: string, isUnexpected: boolean) {
    super(message);
    this.isUnexpected = isUnexpected;
  }
}
