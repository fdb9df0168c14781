/** The counterpart of `@smithy/node-http-handler` and `@aws-sdk/node-http-handler`. */
import type { RequestHandler, RequestHandlerOptions } from "@inia/core/generated/aws-sdk";

export type NodeHttpHandlerOptions = RequestHandlerOptions;

/** Carries settings to a client, whose own handler goes by them. It sends nothing itself. */
export class NodeHttpHandler implements RequestHandler {
  readonly "~options": NodeHttpHandlerOptions;

  constructor(options: NodeHttpHandlerOptions = {}) {
    this["~options"] = options;
  }

  static create(options?: NodeHttpHandlerOptions): NodeHttpHandler {
    return new NodeHttpHandler(options);
  }

  httpHandlerConfigs(): NodeHttpHandlerOptions {
    return this["~options"];
  }

  /** Connections are the client's: its `destroy` closes them. */
  destroy(): void {}
}
