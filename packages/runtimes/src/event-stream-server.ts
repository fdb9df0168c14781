import { createServer } from "node:http";
import { eventBytes, exceptionBytes } from "@inia/local-aws";
import { type ListeningServer, listen } from "./listen.js";

/**
 * A server of models that answer InvokeModelWithResponseStream of Bedrock piece by piece: five chunks; from the model
 * `tired`, two and an exception. It verifies nothing, that is for the one in front of it.
 */
export function startEventStreamServer(): Promise<ListeningServer> {
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
  return listen(server);
}

const pieces = ["O ", "boto ", "dança ", "à ", "noite."];
