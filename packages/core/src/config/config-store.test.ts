import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigStore } from "./config-store.js";
import { storeIn, surround, temporaryFolder } from "./shared-files.fixture.js";

test("an empty variable counts as set", () => {
  expect(storeIn({ config: "[default]\nregion = r", environment: { AWS_REGION: "" } }).get("region")).toBe("");
});

test("`methods` leaves places out, but not the default", () => {
  const store = storeIn({ config: "[default]\nretry_mode = file", environment: { AWS_RETRY_MODE: "env" } });
  store.set("retry_mode", "instance");
  expect(store.get("retry_mode", ["instance", "env", "config"])).toBe("instance");
  expect(store.get("retry_mode", ["env", "config"])).toBe("env");
  expect(store.get("retry_mode", ["config"])).toBe("file");
  expect(store.get("retry_mode", [])).toBe("standard");
});

test("a value set by code can be taken back", () => {
  const store = storeIn({ environment: { AWS_REGION: "r" } });
  store.set("region", "code");
  store.set("region", undefined);
  expect(store.get("region")).toBe("r");
});

test("find leaves the default out", () => {
  expect(storeIn().find("retry_mode")).toBeUndefined();
  expect(storeIn({ environment: { AWS_RETRY_MODE: "legacy" } }).find("retry_mode")).toBe("legacy");
});

test("rows of one's own replace and add variables", () => {
  const store = storeIn({
    environment: { MY_REGION: "mine", MY_NUMBER: "7" },
    rows: {
      region: ["my_region", "MY_REGION", "fallback", null],
      number: [null, "MY_NUMBER", 0, (text: string) => Number(text)],
    },
  });
  expect(store.get("region")).toBe("mine");
  expect(store.get("number")).toBe(7);
  expect(store.get("no such variable")).toBeUndefined();
});

test("a value that cannot be converted is an error that names its source", () => {
  const inEnvironment = storeIn({ environment: { AWS_MAX_ATTEMPTS: "many" } });
  expect(() => inEnvironment.get("max_attempts")).toThrow(
    expect.objectContaining({
      name: "InvalidConfigError",
      message: 'Wrong value in the environment variable AWS_MAX_ATTEMPTS: a whole number is expected, not "many".',
    }),
  );
  const inFile = storeIn({ config: "[profile p]\nmax_attempts = 1.5", environment: { AWS_PROFILE: "p" } });
  expect(() => inFile.get("max_attempts")).toThrow(/max_attempts of profile "p" \(.*\/config, line 2\)/);
});

test("the profile is that of code, of AWS_PROFILE, of AWS_DEFAULT_PROFILE, then `default`", () => {
  const config = "[default]\nregion = d\n[profile a]\nregion = a\n[profile b]\nregion = b\n[profile c]\nregion = c";
  expect(storeIn({ config }).get("region")).toBe("d");
  expect(storeIn({ config, environment: { AWS_DEFAULT_PROFILE: "a" } }).get("region")).toBe("a");
  const store = storeIn({ config, environment: { AWS_DEFAULT_PROFILE: "a", AWS_PROFILE: "b" } });
  expect(store.get("region")).toBe("b");
  store.set("profile", "c");
  expect(store.get("region")).toBe("c");
});

test("a chosen profile that is nowhere is an error that names where it was chosen, and the nearest", () => {
  const store = storeIn({ config: "[profile development]", environment: { AWS_PROFILE: "developmen" } });
  expect(() => store.get("region")).toThrow(
    expect.objectContaining({
      name: "ProfileNotFound",
      message: expect.stringMatching(
        /^There is no profile "developmen" \(from the environment variable AWS_PROFILE\) in .* did you mean development\?$/,
      ),
    }),
  );
});

test("a profile that only the credentials file has exists", () => {
  expect(storeIn({ credentials: "[p]\nregion = r", environment: { AWS_PROFILE: "p" } }).get("region")).toBe("r");
});

test("without files and without a chosen profile there are no keys", () => {
  const store = storeIn();
  expect(store.scopedConfig).toEqual({});
  expect(store.fullConfig).toEqual({ profiles: {}, ssoSessions: {}, services: {}, sections: {} });
});

test("files are not read before something is asked of them, and then once", () => {
  const environment = surround({});
  const store = new ConfigStore(environment);
  expect(store.get("retry_mode", ["instance", "env"])).toBe("standard");
  writeFileSync(environment.AWS_CONFIG_FILE!, "[default]\nregion = first");
  expect(store.get("region")).toBe("first");
  writeFileSync(environment.AWS_CONFIG_FILE!, "[default]\nregion = second");
  expect(store.get("region")).toBe("first");
});

test("variables in the paths of the files are expanded", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "c"), "[default]\nregion = r");
  expect(new ConfigStore({ FOLDER: folder, AWS_CONFIG_FILE: "$FOLDER/c" }).get("region")).toBe("r");
});

test("a file that is not UTF-8 is an error that names it", () => {
  const store = storeIn({ config: new Uint8Array([0x5b, 0xff, 0x5d]) });
  expect(() => store.get("region")).toThrow(
    expect.objectContaining({ name: "ConfigParseError", message: expect.stringMatching(/config: it is not UTF-8/) }),
  );
});

test("a folder in place of a file is passed over", () => {
  expect(new ConfigStore({ AWS_CONFIG_FILE: temporaryFolder() }).fullConfig.sections).toEqual({});
});
