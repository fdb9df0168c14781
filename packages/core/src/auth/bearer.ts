import { setHeader } from "../http/header.js";
import { requireToken } from "./require-identity.js";
import type { Signer } from "./signer.js";

/** A bearer token in the `Authorization` header (RFC 6750, section 2.1). */
export const bearer: Signer = {
  name: "bearer",
  identityKind: "token",
  sign({ headers }, identity) {
    setHeader(headers, "Authorization", `Bearer ${requireToken(identity).token}`);
  },
};
