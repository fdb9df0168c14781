/** How a program ended, and what it wrote. */
export interface ProcessResult {
  /** The exit code; the signal's name when one ended it. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}
