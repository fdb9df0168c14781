import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { defaultCredential, startLocalAws, startVerifier } from "@inia/local-aws";
import { startCorsProxy } from "./cors-proxy.js";
import { startEventStreamServer } from "./event-stream-server.js";
import type { SuiteSettings } from "./suite/context.js";

/** The servers that all runtimes share. */
export interface Servers {
  /** Settings for a runtime. Across origins, its requests go through a server that checks where they come from. */
  settingsFor(name: string, crossOrigin: boolean): SuiteSettings;
  close(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const aws = await startLocalAws({ recordRequests: false });
  const models = await startEventStreamServer();
  const bedrock = await startVerifier({ target: models.endpoint, service: "bedrock", recordRequests: false });
  const services = [
    ...(["s3", "dynamodb", "sqs", "sts"] as const).map((name) => [name, aws[name].endpoint] as const),
    ["bedrock", bedrock.endpoint] as const,
  ];
  const silent = createServer((socket) => void socket.on("error", () => {}));
  await new Promise<void>((resolve) => {
    silent.listen(0, "127.0.0.1", resolve);
  });
  const proxies = await Promise.all(services.map(([, endpoint]) => startCorsProxy(endpoint)));
  const silentEndpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const closedEndpoint = await unusedEndpoint();
  const { accessKeyId, secretAccessKey } = defaultCredential;
  return {
    settingsFor(name, crossOrigin) {
      const endpoints = services.map(([service, endpoint], at) => [
        service,
        crossOrigin ? proxies[at]!.endpoint : endpoint,
      ]);
      return {
        endpoints: {
          ...Object.fromEntries(endpoints),
          silent: silentEndpoint,
          closed: closedEndpoint,
          withoutCors: aws.s3.endpoint,
        },
        crossOrigin,
        region: "us-east-1",
        credentials: { accessKeyId, secretAccessKey },
        name: name.toLowerCase(),
      };
    },
    async close() {
      for (const proxy of proxies) proxy.close();
      silent.close();
      await bedrock.close();
      models.close();
      await aws.close();
    },
  };
}

/** Where a server was, and is no more. */
async function unusedEndpoint(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}
