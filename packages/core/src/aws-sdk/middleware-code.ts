import type { HttpHandler } from "../http/message.js";
import type { AwsSdkClient } from "./client.js";
import type { Command } from "./command.js";
import type { MiddlewareStack } from "./middleware-stack.js";
import type { RequestHandler } from "./request-handler.js";

/** What few programs need: middleware of their own, and request handlers of their own. */
export interface MiddlewareCode {
  /** The stack of a client or a command, made when it is first asked for. */
  stackOf(owner: object): MiddlewareStack;
  /** Sends a command, through middleware where client or command have some. */
  runMiddleware<Service extends string, Input extends object, Output>(
    client: AwsSdkClient<Service>,
    command: Command<Service, Input, Output>,
    run: (input: object) => Promise<Output>,
    toError: (error: unknown) => unknown,
  ): Promise<Output>;
  foreignHandler(handler: RequestHandler): HttpHandler | Promise<HttpHandler>;
}
