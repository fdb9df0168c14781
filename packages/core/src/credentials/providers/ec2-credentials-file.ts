import { homeDirectory, readFile } from "#platform/files";
import { expandPath } from "../../config/expand-path.js";
import { ConfigNotFound } from "../../errors/config.js";
import { PartialCredentialsError } from "../../errors/credentials.js";
import { Credentials } from "../credentials.js";
import type { CredentialProvider } from "../provider.js";
import type { ProviderContext } from "../provider-context.js";

/** The file of the first EC2 tools, named by `AWS_CREDENTIAL_FILE`: lines `AWSAccessKeyId=…` and `AWSSecretKey=…`. */
export function ec2CredentialsFileProvider(context: Pick<ProviderContext, "environment">): CredentialProvider {
  const method = "ec2-credentials-file";
  return {
    method,
    canonicalName: "Ec2Config",
    async load(note) {
      const { AWS_CREDENTIAL_FILE } = context.environment;
      if (AWS_CREDENTIAL_FILE === undefined) {
        note("AWS_CREDENTIAL_FILE", "is not set");
        return undefined;
      }
      const path = expandPath(AWS_CREDENTIAL_FILE, {}, homeDirectory());
      const values = readKeyValueLines(path);
      const accessKeyId = values.get("AWSAccessKeyId");
      const secretAccessKey = values.get("AWSSecretKey");
      note(path, `has ${accessKeyId === undefined ? "no AWSAccessKeyId" : "keys"}`);
      if (accessKeyId === undefined) return undefined;
      if (secretAccessKey === undefined) {
        throw new PartialCredentialsError(`Partial credentials in ${path}: AWSSecretKey is missing.`);
      }
      return new Credentials({ accessKeyId, secretAccessKey }, method);
    },
  };
}

/** Lines without `=` are passed over. */
function readKeyValueLines(path: string): Map<string, string> {
  const bytes = readFile(path);
  if (!bytes) throw new ConfigNotFound(`The file that AWS_CREDENTIAL_FILE names cannot be read: ${path}`);
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
  return new Map(
    lines
      .map((line) => [line, line.indexOf("=")] as const)
      .filter(([, separator]) => separator >= 0)
      .map(([line, separator]) => [line.slice(0, separator).trim(), line.slice(separator + 1).trim()]),
  );
}
