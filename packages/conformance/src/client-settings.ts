import type { ClientConfig } from "@inia/core";
import type { ClientSettings } from "./vectors/row.js";

/** Hooks that a row's run listens on. */
export type Hooks = Pick<ClientConfig, "httpHandler" | "sleep">;

/** The configuration that a row's settings stand for: names as here, with the world that all vectors share. */
export function clientConfig(settings: ClientSettings, hooks: Hooks): ClientConfig {
  const { sessionToken, accountId, s3, ...rest } = settings;
  const config: Record<string, unknown> = {
    region: "us-east-1",
    ...sharedConfig,
    ...hooks,
    credentials: {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      ...(sessionToken === true && { sessionToken: "SESSIONTOKENEXAMPLE//////////0123456789+/=" }),
      ...(accountId !== undefined && { accountId }),
    },
  };
  if (s3 !== undefined) {
    config["s3"] = Object.fromEntries(Object.entries(s3).map(([name, value]) => [camelCase(name), value]));
  }
  for (const [name, value] of Object.entries(rest)) config[names[name] ?? camelCase(name)] = value;
  return config as ClientConfig;
}

/** When and how all vectors were made. */
const sharedConfig: ClientConfig = {
  token: { token: "BEARERTOKENEXAMPLE" },
  clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  idempotencyToken: () => "00000000-0000-4000-8000-000000000000",
  random: () => 0.5,
  maxAttempts: 1,
  loadConfig: false,
  // Digits that a number cannot hold must be right, too.
  longs: "bigint",
};

const names: Readonly<Record<string, string>> = {
  endpointUrl: "endpoint",
  useFips: "useFipsEndpoint",
  useDualstack: "useDualstackEndpoint",
};

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
