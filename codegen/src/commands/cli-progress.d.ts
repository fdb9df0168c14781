/** What `progress.ts` uses of cli-progress, which brings no types. */
declare module "cli-progress" {
  interface BarOptions {
    readonly format: string;
    readonly stream: NodeJS.WritableStream;
    readonly clearOnComplete: boolean;
    readonly hideCursor: boolean;
  }
  class SingleBar {
    constructor(options: BarOptions);
    start(total: number, done: number, payload: Record<string, string>): void;
    update(done: number, payload: Record<string, string>): void;
    stop(): void;
  }
  const cliProgress: { readonly SingleBar: typeof SingleBar };
  export default cliProgress;
}
