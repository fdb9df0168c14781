import { expect, test } from "vitest";
import { buildProfileMap, mergeCredentialProfiles, parseSections } from "./profiles.js";

function profilesOf(...lines: string[]): ReturnType<typeof buildProfileMap> {
  return buildProfileMap(parseSections(lines.join("\n"), "config"));
}

test("sections are sorted by kind", () => {
  const config = profilesOf(
    ...["[default]", "region = a", "[profile dev]", "region = b", "[sso-session corp]", "sso_region = c"],
    ...["[services local]", "s3 =", "  endpoint_url = d", "[preview]", "cloudfront = true"],
  );
  expect(config).toEqual({
    profiles: { default: { region: "a" }, dev: { region: "b" } },
    ssoSessions: { corp: { sso_region: "c" } },
    services: { local: { s3: { endpoint_url: "d" } } },
    sections: { preview: { cloudfront: "true" } },
  });
});

test.each([
  ['[profile "with blanks"]', "with blanks"],
  ["[profile 'single quotes']", "single quotes"],
  ["[profile back\\ slash]", "back slash"],
  ["[profile\tname]", "name"],
  ["[profiles x]", "x"],
])("%s names the profile %s", (header, name) => {
  expect(Object.keys(profilesOf(header).profiles)).toEqual([name]);
});

test.each(['[profile "unclosed]', "[profile]", "[profile two words]"])("%s is dropped", (header) => {
  expect(profilesOf(header, "k = v")).toEqual({ profiles: {}, ssoSessions: {}, services: {}, sections: {} });
});

test("of [default] and [profile default] the later wins whole", () => {
  expect(profilesOf("[profile default]", "a = 1", "[default]", "b = 2").profiles).toEqual({ default: { b: "2" } });
  expect(profilesOf("[default]", "b = 2", "[profile default]", "a = 1").profiles).toEqual({ default: { a: "1" } });
});

test("a value that begins on the next line is a nested section, whose keys keep their case", () => {
  const { profiles } = profilesOf("[default]", "s3 =", "  Addressing_Style=path", "  x = y = z", "region = w");
  expect(profiles.default).toEqual({ s3: { Addressing_Style: "path", x: "y = z" }, region: "w" });
});

test("a line without = in a nested section is an error that names its line", () => {
  const lines = ["[default]", "s3 =", "  a = b", "# comment", "  nonsense"];
  expect(() => profilesOf(...lines)).toThrow(
    expect.objectContaining({
      name: "ConfigParseError",
      message: expect.stringContaining('config, line 5: "name = value"'),
    }),
  );
});

test("the credentials file's keys are laid over the config file's, key by key", () => {
  const config = profilesOf(
    "[default]",
    "region = a",
    "aws_access_key_id = fromConfig",
    "[profile only]",
    "region = b",
  );
  const credentials = parseSections("[default]\naws_access_key_id = fromCredentials\n[new]\nk = v", "credentials");
  expect(mergeCredentialProfiles(config, credentials).profiles).toEqual({
    default: { region: "a", aws_access_key_id: "fromCredentials" },
    only: { region: "b" },
    new: { k: "v" },
  });
  expect(config.profiles.default).toEqual({ region: "a", aws_access_key_id: "fromConfig" });
});
