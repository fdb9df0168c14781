import { UnknownSignatureVersionError } from "../errors/config.js";
import type { Signer } from "./signer.js";

/**
 * Signers by name, or functions that load them. Callers pass tables on, so that a bundle holds the signers that a
 * service needs and no others.
 */
export type SignerTable = Readonly<Record<string, Signer | (() => Promise<Signer>)>>;

/**
 * Finds a signer in the first table that has it.
 *
 * @throws {@link UnknownSignatureVersionError} when none has.
 */
export function findSigner(signatureVersion: string, tables: readonly SignerTable[]): Signer | Promise<Signer> {
  for (const table of tables) {
    const signer = Object.hasOwn(table, signatureVersion) ? table[signatureVersion] : undefined;
    if (signer !== undefined) return typeof signer === "function" ? signer() : signer;
  }
  const known = [...new Set(tables.flatMap((table) => Object.keys(table)))].sort();
  throw new UnknownSignatureVersionError(
    `No signer is registered for signature version ${signatureVersion}. Known are: ${known.join(", ")}. A browser's ` +
      "client has those that its service needs: another, such as s3Sigv2 of @inia/core/auth, is given by a handler of " +
      "choose-signer.",
  );
}
