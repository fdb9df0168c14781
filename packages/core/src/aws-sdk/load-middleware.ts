import type * as code from "./middleware.js";

/** What few programs need: middleware of their own, and request handlers of their own. */
type MiddlewareCode = Pick<typeof code, "foreignHandler" | "runMiddleware">;

/** Set by `import "@inia/aws-sdk/middleware"`. */
const loaded: { code?: MiddlewareCode } = {};

export function provideMiddleware(code: MiddlewareCode): void {
  loaded.code = code;
}

/**
 * Loads the code. Bundles do not hold it unless the program imports it: there is no other way to leave it out of all
 * the bundles that have no use for it.
 */
export async function loadMiddleware(specifier = "@inia/core/generated/aws-sdk-middleware"): Promise<MiddlewareCode> {
  return (loaded.code ??= await importCode(specifier));
}

async function importCode(specifier: string): Promise<MiddlewareCode> {
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ specifier)) as MiddlewareCode;
  } catch (cause) {
    throw new Error('A bundle with middleware or a request handler needs import "@inia/aws-sdk/middleware"', { cause });
  }
}
