import type { FaultyExchange } from "@inia/local-aws";

/** What is done to a request, in place of passing it on to S3. */
export interface Fault {
  readonly name: string;
  /** A limit that the fault runs into; without one everything has time. */
  readonly readTimeoutMs?: number;
  react(exchange: FaultyExchange, port: number): void | Promise<void>;
}

/** In the order in which a request lives. */
export const faults: readonly Fault[] = [
  { name: "reset when its head has come", react: ({ reset }) => reset() },
  {
    name: "closed when it has come, and S3 never sees it",
    async react({ readBody, socket }) {
      await readBody();
      socket.end();
    },
  },
  { name: "silence", readTimeoutMs: 200, react: async ({ readBody }) => void (await readBody()) },
  { name: "503 SlowDown", react: (exchange) => refuse(exchange, "503 No", "SlowDown") },
  { name: "500 InternalError", react: (exchange) => refuse(exchange, "500 No", "InternalError") },
  { name: "403 AccessDenied", react: (exchange) => refuse(exchange, "403 No", "AccessDenied") },
  {
    name: "S3 does it, and its answer is lost",
    async react({ forward, reset }, port) {
      await forward(port);
      reset();
    },
  },
  {
    name: "S3 does it, and its answer breaks in the head",
    react: (exchange, port) => cutAnswer(exchange, port, (answer) => answer.indexOf("\r\n\r\n") >> 1),
  },
  {
    name: "S3 does it, and its answer breaks in the body",
    react: (exchange, port) =>
      cutAnswer(exchange, port, (answer) => {
        const bodyAt = answer.indexOf("\r\n\r\n") + 4;
        return bodyAt + ((answer.length - bodyAt) >> 1);
      }),
  },
];

async function refuse({ readBody, write, socket }: FaultyExchange, status: string, code: string): Promise<void> {
  await readBody();
  const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`;
  const headers = `Content-Type: application/xml\r\nContent-Length: ${body.length}\r\nConnection: close`;
  await write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
  socket.end();
}

async function cutAnswer(
  { forward, write, reset }: FaultyExchange,
  port: number,
  length: (answer: Buffer) => number,
): Promise<void> {
  const answer = await forward(port);
  if (answer !== undefined) await write(answer.subarray(0, length(answer)));
  reset();
}
