/** What a long run came to. */
export interface SoakResult {
  /** Calls that gave the answer to their own question, once. */
  answered: number;
  /** Calls that failed after all attempts, or while their body was read, by the error's name. */
  failed: Record<string, number>;
  /** Answers to another question, and second ones. */
  wrong: number;
  /** Attempts of the calls that were answered. */
  attempts: number;
  /** Errors that are not Inia's. */
  strangers: number;
  rssGrowthMb: number;
  heapLeftMb: number;
  /** Sockets and timers that are there when all clients are closed. */
  left: string[];
  seconds: number;
}
