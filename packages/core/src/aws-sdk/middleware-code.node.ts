import type { MiddlewareCode } from "./middleware-code.js";
import { entriesOf, stackOf } from "./middleware-stack.js";

/** What runs middleware is loaded with the first call that has some. */
const loading: MiddlewareCode = {
  stackOf,
  async runMiddleware(client, command, run, toError) {
    if (entriesOf(client, command).length === 0) return run(command.input);
    return (await loadCode()).runMiddleware(client, command, run, toError);
  },
  async foreignHandler(handler) {
    return (await loadCode()).foreignHandler(handler);
  },
};

export const middleware: { code?: MiddlewareCode } = { code: loading };

export function middlewareCode(): MiddlewareCode {
  return middleware.code ?? loading;
}

/** Bundles do not hold the code unless the program imports it. */
async function loadCode(
  specifier = "@inia/core/generated/aws-sdk-middleware",
): Promise<Omit<MiddlewareCode, "stackOf">> {
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ specifier)) as MiddlewareCode;
  } catch (cause) {
    throw new Error('Middleware and handlers need import "@inia/aws-sdk/middleware"', { cause });
  }
}
