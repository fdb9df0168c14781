import { machine, release } from "node:os";
import { expect, test } from "vitest";
import { type UserAgentSettings, userAgentOf } from "./user-agent.js";
import * as web from "./user-agent.web.js";

const version = "1.2.3";

/** Without the parts that the machine decides. */
function portable(settings: Partial<UserAgentSettings>, features?: string): string {
  return userAgentOf({ version, ...settings })(features).replace(/ os\/.* md\/jsimpl#node/, " …");
}

test("names Inia, the system, the machine, the language", () => {
  expect(userAgentOf({ version })()).toMatch(
    /^Inia\/1\.2\.3 ua\/2\.1 os\/\w+#\S+ md\/arch#\w+ lang\/js#[\d.]+ md\/jsimpl#node$/,
  );
  expect(userAgentOf({ version })()).toContain(`#${release()} md/arch#${machine()}`);
  expect(userAgentOf({ version })()).toContain(`lang/js#${process.versions.node}`);
});

test.each<[string, Partial<UserAgentSettings>, string]>([
  ["retry mode", { retryMode: "standard" }, "Inia/1.2.3 ua/2.1 … cfg/retry-mode#standard"],
  ["discovery", { endpointDiscovery: true }, "Inia/1.2.3 ua/2.1 … cfg/endpoint-discovery"],
  ["environment", { executionEnvironment: "AWS Lambda" }, "Inia/1.2.3 ua/2.1 … exec-env/AWS-Lambda"],
  ["app id", { userAgentAppId: "my app#1" }, "Inia/1.2.3 ua/2.1 … app/my-app#1"],
  ["extras", { sessionExtra: "a b", userAgentExtra: "(c)" }, "Inia/1.2.3 ua/2.1 … a b (c)"],
  ["session", { sessionName: "Tool", sessionVersion: "2" }, "Tool/2 md/Inia#1.2.3 ua/2.1 …"],
  ["own name as session", { sessionName: "Inia", sessionVersion: "1.2.3" }, "Inia/1.2.3 ua/2.1 …"],
  ["override", { userAgent: "mine/1 ü", retryMode: "x", sessionExtra: "a", userAgentExtra: "b" }, "mine/1 ü a b"],
  [
    "all",
    { retryMode: "adaptive", endpointDiscovery: true, userAgentAppId: "app", executionEnvironment: "env" },
    "Inia/1.2.3 ua/2.1 … exec-env/env cfg/retry-mode#adaptive cfg/endpoint-discovery app/app",
  ],
])("with %s", (_, settings, expected) => {
  expect(portable(settings)).toBe(expected);
});

test("features stand before the configuration", () => {
  expect(portable({ retryMode: "standard" }, "E,C,AI")).toBe("Inia/1.2.3 ua/2.1 … m/E,C,AI cfg/retry-mode#standard");
  expect(portable({ retryMode: "standard" }, "")).toBe("Inia/1.2.3 ua/2.1 … cfg/retry-mode#standard");
});

test("features are cut at 1,024 bytes, at a comma", () => {
  const list = portable({}, Array(600).fill("AC").join(",")).match(/m\/\S+/)![0];
  expect(list.length).toBeLessThanOrEqual(1024);
  expect(list).toMatch(/^m\/AC(,AC){340}$/);
});

test("the web variant goes by navigator", () => {
  const facts = (navigator: unknown): string => {
    const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
    try {
      return web.platformComponents((...parts) => parts.join(" ")).join("; ");
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
