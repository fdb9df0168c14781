import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { signerCost } from "./signer-cost.js";
import { signerScenarios } from "./signers.js";

test("a signer costs bytes, the same each time; one that is there already costs its export only", async () => {
  const scenario = signerScenarios.find(({ name }) => name === "SigV2")!;
  const first = await signerCost(scenario);
  expect(first.bytesGzip).toBeGreaterThan(200);
  expect(await signerCost(scenario)).toEqual(first);
  const again = await signerCost({ ...scenario, exports: { "auth/sigv4": ["sigv4"] } });
  expect(again.bytesMinified).toBe(0);
});

test("without SigV4 its hash and canonical request are gone", async () => {
  const { bytesMinified } = await signerCost(signerScenarios.find(({ name }) => name === "SigV4 in headers")!);
  expect(bytesMinified).toBeGreaterThan(3000);
});

test("every signer of core is measured", async () => {
  const auth = fileURLToPath(new URL("../../core/src/auth/", import.meta.url));
  const measured = new Set(signerScenarios.flatMap(({ exports }) => Object.values(exports).flat()));
  const missing: string[] = [];
  for (const file of readdirSync(auth)) {
    const name = /^([a-z0-9-]+)\.ts$/.exec(file)?.[1];
    if (name === undefined) continue;
    const exported: Record<string, unknown> = await import(`../../core/dist/auth/${name}.js`);
    for (const [name, value] of Object.entries(exported))
      if (isSigner(value) && !measured.has(name)) missing.push(name);
  }
  // It does nothing.
  expect(missing).toEqual(["unsigned"]);
});

function isSigner(value: unknown): boolean {
  return typeof value === "object" && value !== null && "sign" in value && "identityKind" in value;
}
