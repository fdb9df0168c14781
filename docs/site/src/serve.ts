import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder on this machine alone. Default port: any that is free. */
export function serve(folder: string, port = 0): Promise<Preview> {
  const server = createServer(sirv(folder, { dev: true }));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${taken}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
