import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on a free port of this machine alone. */
export interface ListeningServer {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Stops listening and drops all connections. */
  close(): void;
}

export async function listen(server: Server): Promise<ListeningServer> {
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
