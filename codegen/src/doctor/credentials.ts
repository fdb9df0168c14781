import type { Session } from "@inia/core";
import { type Finding, good, told, wrong } from "./finding.js";

/** What each provider of the chain did. No program is run for it, no role assumed, no token refreshed. */
export async function inspectCredentials(session: Session, isOffline: boolean): Promise<Finding[]> {
  const chain = session.getComponent("credential_provider");
  if (isOffline) for (const name of ["container-role", "iam-role"]) removeProvider(chain, name);
  try {
    const rows = await session.explainCredentials();
    const findings = rows.map(({ provider, outcome, reason: said, lookedAt: [place, ...others] }) => {
      const isNamed = place === undefined || others.length > 0 || said.includes(place);
      const reason = isNamed ? said : `${place} ${said}`;
      const text = `${provider}: ${outcome}, ${reason}`;
      return outcome === "used" ? good(text) : outcome === "failed" ? wrong(text) : told(text);
    });
    if (rows.some(({ outcome }) => outcome !== "passed")) return findings;
    return [...findings, wrong("no provider has credentials: give them, or sign in (docs/credentials.md)")];
  } catch (error) {
    return [wrong((error as Error).message)];
  }
}

function removeProvider(chain: ReturnType<Session["getComponent"]>, name: string): void {
  const { providers, remove } = chain as { providers: { method: string }[]; remove: (name: string) => void };
  if (providers.some(({ method }) => method === name)) remove.call(chain, name);
}
