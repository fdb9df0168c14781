import cliProgress from "cli-progress";

/** Shows how far a command is. */
export interface Progress {
  /** `what` is being worked on; `done` of `total` are finished. */
  step(done: number, total: number, what: string): void;
  /** Takes the bar away. */
  end(): void;
}

/** A bar on a terminal; elsewhere a line for every tenth of the way. */
export function createProgress(title: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(title, stream) : lines(title, stream);
}

function bar(title: string, stream: NodeJS.WriteStream): Progress {
  const view = new cliProgress.SingleBar({
    format: `${title} {bar} {value}/{total} {what}`,
    stream,
    clearOnComplete: true,
    hideCursor: true,
  });
  let isStarted = false;
  return {
    step(done, total, what) {
      if (isStarted) view.update(done, { what });
      else view.start(total, done, { what });
      isStarted = true;
    },
    end() {
      if (isStarted) view.stop();
    },
  };
}

function lines(title: string, stream: NodeJS.WritableStream): Progress {
  let told = -1;
  return {
    step(done, total, what) {
      const tenth = Math.floor((done / total) * 10);
      if (tenth === told) return;
      told = tenth;
      stream.write(`${title} ${done}/${total} ${what}\n`);
    },
    end() {},
  };
}
