import type { ClientError, ErrorResponse } from "./client-error.js";

/** Gives an error the modelled members of its response. */
export function addMembers(error: ClientError, response: ErrorResponse): void {
  // With their descriptors: what is hidden in the response is hidden here.
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(response))) {
    if (!ownFields.test(name) && !(name in error)) Object.defineProperty(error, name, property);
  }
}

/** Modelled members of these names, and of those that an error has from the start, are in `response` only. */
const ownFields: RegExp = /^(Error|fault|service|requestId|statusCode|attempts|\$metadata|cause)$/;
