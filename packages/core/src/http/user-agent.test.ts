import { machine, release } from "node:os";
import { expect, test } from "vitest";
import { VERSION } from "../config/version.js";
import { type UserAgentSession, type UserAgentSettings, userAgentOf } from "./user-agent.js";
import * as web from "./user-agent.web.js";

type Environment = Readonly<Record<string, string>>;

/** Without the parts that the machine or the release decides. */
function portable(text: string): string {
  return text.replace(/ os\/.* md\/jsimpl#node/, " …").replaceAll(VERSION, "1.2.3");
}

test("names Inia, the system, the machine, the language", () => {
  const [text] = userAgentOf({});
  expect(text).toMatch(/^Inia\/\d\S* ua\/2\.1 os\/\w+#\S+ md\/arch#\w+ lang\/js#[\d.]+ md\/jsimpl#node$/);
  expect(text).toContain(`Inia/${VERSION} `);
  expect(text).toContain(`#${release()} md/arch#${machine()}`);
  expect(text).toContain(`lang/js#${process.versions.node}`);
});

test.each<[string, UserAgentSettings, UserAgentSession, Environment, string]>([
  ["retry mode", { retryMode: "standard" }, {}, {}, "Inia/1.2.3 ua/2.1 … cfg/retry-mode#standard"],
  ["discovery", { endpointDiscoveryEnabled: true }, {}, {}, "Inia/1.2.3 ua/2.1 … cfg/endpoint-discovery"],
  ["discovery where it must be", { endpointDiscoveryEnabled: "auto" }, {}, {}, "Inia/1.2.3 ua/2.1 …"],
  ["environment", {}, {}, { AWS_EXECUTION_ENV: "AWS Lambda" }, "Inia/1.2.3 ua/2.1 … exec-env/AWS-Lambda"],
  ["app id", { userAgentAppId: "my app#1" }, {}, {}, "Inia/1.2.3 ua/2.1 … app/my-app#1"],
  ["extras", { userAgentExtra: "(c)" }, { userAgentExtra: "a b" }, {}, "Inia/1.2.3 ua/2.1 … a b (c)"],
  ["session", {}, { userAgentName: "Tool", userAgentVersion: "2" }, {}, "Tool/2 md/Inia#1.2.3 ua/2.1 …"],
  ["own name as session", {}, { userAgentName: "Inia", userAgentVersion: VERSION }, {}, "Inia/1.2.3 ua/2.1 …"],
  [
    "override",
    { userAgent: "mine/1 ü", retryMode: "x", userAgentExtra: "b" },
    { userAgentExtra: "a" },
    {},
    "mine/1 ü a b",
  ],
  [
    "all",
    { retryMode: "adaptive", endpointDiscoveryEnabled: true, userAgentAppId: "app" },
    {},
    { AWS_EXECUTION_ENV: "env" },
    "Inia/1.2.3 ua/2.1 … exec-env/env cfg/retry-mode#adaptive cfg/endpoint-discovery app/app",
  ],
])("with %s", (_, settings, session, environment, expected) => {
  expect(portable(userAgentOf(settings, session, environment)[0])).toBe(expected);
});

test("features stand before the configuration, and not where a user agent is given", () => {
  const [text, head] = userAgentOf({ retryMode: "standard" });
  expect(text).toBe(`${head} cfg/retry-mode#standard`);
  expect(portable(head)).toBe("Inia/1.2.3 ua/2.1 …");
  expect(userAgentOf({ userAgent: "mine" })).toEqual(["mine", ""]);
});

test("the web variant goes by navigator", () => {
  const facts = (navigator: unknown): string => {
    const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
    try {
      return web.platformComponents((...parts) => parts.join(" "), {}).join("; ");
    } finally {
      Reflect.deleteProperty(globalThis, "navigator");
      if (original) Object.defineProperty(globalThis, "navigator", original);
    }
  };
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
  expect(facts({ userAgent: mac })).toBe("os macos; lang js; md jsimpl browser");
  const phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36";
  expect(facts({ userAgent: phone })).toBe("os android; lang js; md jsimpl browser");
  expect(facts({ userAgent: "Cloudflare-Workers" })).toBe("os other; lang js; md jsimpl cloudflare-workers");
  expect(facts({ product: "ReactNative" })).toBe("os other; lang js; md jsimpl react-native");
  expect(facts(undefined)).toBe("os other; lang js; md jsimpl unknown");
  expect(web.userAgentHeader).toBe("x-amz-user-agent");
});
