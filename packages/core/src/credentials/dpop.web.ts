import { MissingDependencyException } from "../errors/config.js";
import type { DpopSigner } from "./dpop-signer.js";

/** A login session is kept in files, and there are none here. */
export function dpopSigner(_pem: string): DpopSigner {
  throw new MissingDependencyException("Login sessions need files and node:crypto: use Node, Bun or Deno.");
}
