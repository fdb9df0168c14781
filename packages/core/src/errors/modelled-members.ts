import type { ClientError, ErrorResponse } from "./client-error.js";

/** Gives an error the modelled members of its response. */
export function addMembers(error: ClientError, response: ErrorResponse): void {
  for (const [name, value] of Object.entries(response)) {
    if (!ownFields.test(name) && !(name in error)) Object.assign(error, { [name]: value });
  }
}

/** Modelled members of these names, and of those that an error has from the start, are in `response` only. */
const ownFields: RegExp = /^(Error|fault|service|requestId|statusCode|attempts|\$metadata|cause)$/;
