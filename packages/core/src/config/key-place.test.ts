import { expect, test } from "vitest";
import type { KeyPlace } from "./key-place.js";
import { storeIn } from "./shared-files.fixture.js";

const config = `
[default]
region = a
[profile dev]
; a comment
s3 =
  use_arn_region = true

  addressing_style = wrong
retry_mode = x
  y
[profile "two words"]
region = c
[services local]
sqs =
  endpoint_url = nowhere
[profile default]
region = b
`;

test.each<[what: string, key: KeyPlace, place: string]>([
  ["a profile's key", { kind: "profile", name: "dev", key: "retry_mode" }, "config, line 10"],
  ["a nested key", { kind: "profile", name: "dev", key: "s3", nested: "addressing_style" }, "config, line 9"],
  ["a quoted name", { kind: "profile", name: "two words", key: "region" }, "config, line 13"],
  [
    "of [default] and [profile default] the later",
    { kind: "profile", name: "default", key: "region" },
    "config, line 18",
  ],
  ["a service's key", { kind: "services", name: "local", key: "sqs", nested: "endpoint_url" }, "config, line 16"],
])("%s stands in a file, on a line", (_, key, place) => {
  expect(String(storeIn({ config }).placeOf(key))).toMatch(new RegExp(`/${place}$`));
});

test("what the credentials file says over the config file stands there", () => {
  const store = storeIn({ config, credentials: "# keys\n[dev]\n\nretry_mode = z" });
  const key = { kind: "profile", name: "dev", key: "retry_mode" } as const;
  expect(String(store.placeOf(key))).toBe(`${store.files.credentialsFile}, line 4`);
  expect(String(store.placeOf({ ...key, name: "default", key: "region" }))).toMatch(/config, line 18$/);
});

test("what is in neither file may be in either", () => {
  const store = storeIn();
  expect(String(store.placeOf({ kind: "profile", name: "dev", key: "k" }))).toBe(
    `${store.files.configFile} or ${store.files.credentialsFile}`,
  );
});
