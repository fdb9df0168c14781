import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eventBytes, exceptionBytes } from "@inia/local-aws";

/** A server of models that answer piece by piece; it verifies nothing, that is for the one in front of it. */
export interface EventStreamServer {
  readonly endpoint: string;
  close(): void;
}

/** Answers InvokeModelWithResponseStream of Bedrock: five chunks; from the model `tired`, two and an exception. */
export async function startEventStreamServer(): Promise<EventStreamServer> {
  const server = createServer(async (request, response) => {
    const isTired = request.url?.startsWith("/model/tired/") === true;
    request.resume();
    response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
    const words = isTired ? pieces.slice(0, 2) : pieces;
    for (const word of words) {
      response.write(eventBytes("chunk", { bytes: Buffer.from(word).toString("base64") }));
      // Each comes by itself, as from a model that thinks.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (isTired) response.write(exceptionBytes("throttlingException", { message: "too many words" }));
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const pieces = ["O ", "boto ", "dança ", "à ", "noite."];
