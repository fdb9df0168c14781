import { generateKeyPairSync } from "node:crypto";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** What `aws login` leaves in a file. */
export function login(expiresAt: string): object {
  return {
    accessToken: { accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t", accountId: "1", expiresAt },
    tokenType: "aws_sigv4",
    clientId: "console",
    refreshToken: "first",
    idToken: "i",
    dpopKey: privateKey.export({ format: "pem", type: "sec1" }),
  };
}
