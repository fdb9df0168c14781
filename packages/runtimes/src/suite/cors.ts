import { listBuckets, S3Client } from "@inia/client-s3";
import { EndpointConnectionError } from "@inia/core";
import type { Scenario } from "./context.js";
import { rejection } from "./expect.js";

export const corsScenarios: readonly Scenario[] = [
  {
    name: "CORS: a server that lets the page's origin not in",
    lacks: ({ crossOrigin }) => (crossOrigin ? undefined : "requests come from no page"),
    async run(context) {
      const s3 = new S3Client({ ...context.configFor("withoutCors"), maxAttempts: 1 });
      const error = await rejection(listBuckets(s3, {}), "listBuckets");
      if (!(error instanceof EndpointConnectionError)) {
        throw new Error(`expected EndpointConnectionError, found ${String(error)}`);
      }
    },
  },
];
