import { expect, test } from "vitest";
import { storeIn } from "../../config/shared-files.fixture.js";
import type { CredentialProvider } from "../provider.js";
import { configFileProvider } from "./config-file.js";
import { sharedCredentialsFileProvider } from "./shared-credentials-file.js";

const full = [
  "aws_access_key_id = a",
  "aws_secret_access_key = s",
  "aws_session_token = t",
  "aws_account_id = 123456789012",
].join("\n");

interface Kind {
  readonly method: string;
  readonly provider: (text: string | undefined, profile: string) => CredentialProvider;
  readonly header: (profile: string) => string;
}

const kinds: Kind[] = [
  {
    method: "shared-credentials-file",
    provider: (text, profile) => {
      const { files } = storeIn(text === undefined ? {} : { credentials: text });
      return sharedCredentialsFileProvider({ files, profile });
    },
    header: (profile) => `[${profile}]`,
  },
  {
    method: "config-file",
    provider: (text, profile) => {
      const { files } = storeIn(text === undefined ? {} : { config: text });
      return configFileProvider({ files, profile });
    },
    header: (profile) => `[profile ${profile}]`,
  },
];

test.each(kinds)("$method reads all parts of its profile", async ({ method, provider, header }) => {
  const credentials = await provider(`${header("dev")}\n${full}\n`, "dev").load(() => {});
  expect(credentials).toMatchObject({
    method,
    accessKeyId: "a",
    secretAccessKey: "s",
    sessionToken: "t",
    accountId: "123456789012",
  });
});

test.each(kinds)("$method reads aws_security_token before aws_session_token", async ({ provider, header }) => {
  const text = `${header("dev")}\n${full}\naws_security_token = older\n`;
  expect((await provider(text, "dev").load(() => {}))?.sessionToken).toBe("older");
});

test.each(kinds)("$method passes where there is no file, no profile, no key", async ({ provider, header }) => {
  expect(await provider(undefined, "dev").load(() => {})).toBeUndefined();
  expect(await provider(`${header("other")}\n${full}\n`, "dev").load(() => {})).toBeUndefined();
  expect(await provider(`${header("dev")}\nregion = r\n`, "dev").load(() => {})).toBeUndefined();
});

test.each(kinds)("$method refuses a key without its secret, and names the place", async ({ provider, header }) => {
  const loading = provider(`${header("dev")}\naws_access_key_id = a\n`, "dev").load(() => {});
  await expect(loading).rejects.toMatchObject({
    name: "PartialCredentialsError",
    message: expect.stringMatching(/dev.* of .*: aws_secret_access_key is missing\.$/),
  });
});

test("the two do not read each other's file", async () => {
  const { files } = storeIn({ config: `[default]\n${full}` });
  expect(await sharedCredentialsFileProvider({ files, profile: "default" }).load(() => {})).toBeUndefined();
  const other = storeIn({ credentials: `[default]\n${full}` });
  expect(await configFileProvider({ files: other.files, profile: "default" }).load(() => {})).toBeUndefined();
});
