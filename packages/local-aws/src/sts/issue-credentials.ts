import { randomBytes } from "node:crypto";
import type { Credential, CredentialStore, Identity } from "../credentials.js";
import type { XmlElements } from "../xml/write.js";

/** Makes temporary credentials for an identity and has the store accept them until they expire. */
export function issueCredentials(
  store: CredentialStore,
  identity: Identity,
  nowMs: number,
  durationSeconds: number,
): XmlElements {
  const expiresAt = (Math.floor(nowMs / 1000) + durationSeconds) * 1000;
  const credential = {
    accessKeyId: `ASIA${randomId(16)}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: randomBytes(258).toString("base64"),
    expiresAt,
    identity,
  } satisfies Credential;
  store.add(credential);
  return {
    AccessKeyId: credential.accessKeyId,
    SecretAccessKey: credential.secretAccessKey,
    SessionToken: credential.sessionToken,
    Expiration: new Date(expiresAt).toISOString().replace(".000Z", "Z"),
  };
}

/** Upper-case letters and digits, as in AWS's ids. */
export function randomId(length: number): string {
  return Array.from(randomBytes(length), (byte) => ID_CHARACTERS[byte % ID_CHARACTERS.length]).join("");
}

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
