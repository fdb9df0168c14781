import { expect, test } from "vitest";
import { accesses, openAccount } from "./account.js";
import { scenarios } from "./scenarios.js";

const rows = accesses.flatMap(({ keys, scheme }) =>
  Object.keys(scenarios).map((service) => [service, scheme, keys] as const),
);

test.each(rows)("%s over %s with %s credentials", async (service, scheme, keys) => {
  await using account = await openAccount({ scheme, keys });
  const before = account.verifier.requests.length;
  await scenarios[service]!(account.config);
  const requests = account.verifier.requests.slice(before);
  const { accessKeyId, sessionToken } = account.credential;
  expect(new Set(requests.map(({ method, operation, path }) => operation ?? `${method} ${path}`)).size).toBeGreaterThan(
    2,
  );
  for (const request of requests) {
    expect(request).toMatchObject({ accessKeyId, errorCode: undefined });
    expect(request.status).toBeLessThan(300);
    expect(request.headers["x-amz-security-token"]).toBe(sessionToken);
  }
});
