import type { ConfigStore } from "../config/config-store.js";
import type { CredentialProvider, Note } from "./provider.js";

/** What one provider of credentials did in a search. Never holds a value of a credential. */
export interface CredentialExplanation {
  /** The provider's short name, for example `sso`; `explicit` for credentials that code gave the session. */
  readonly provider: string;
  readonly outcome: "used" | "passed" | "failed" | "not asked";
  /** In words: what it found, or what went wrong and what to do. */
  readonly reason: string;
  /** The variables, the keys of sections of files, and the endpoints that it looked at. */
  readonly lookedAt: readonly string[];
}

/** Searches as a session does, but for what has effects: no program is run, and no service asked for a role. */
export async function explainCredentials(
  providers: readonly CredentialProvider[],
  store: ConfigStore,
  hasOwn: boolean,
): Promise<CredentialExplanation[]> {
  const rows: CredentialExplanation[] = [];
  let winner = "";
  if (hasOwn) {
    rows.push({ provider: "explicit", outcome: "used", reason: "code gave the session credentials", lookedAt: [] });
    winner = "the session's own credentials are used";
  }
  if (store.isSetByCode("profile") && !providers.some(({ method }) => method === "env")) {
    rows.push(environmentPassedOver(store));
  }
  for (const provider of providers) {
    if (winner !== "") {
      rows.push({ provider: provider.method, outcome: "not asked", reason: winner, lookedAt: [] });
      continue;
    }
    const row = await explainProvider(provider, store);
    rows.push(row);
    if (row.outcome === "used") winner = `${row.provider} has credentials`;
    if (row.outcome === "failed") winner = `${row.provider} failed, which ends the search`;
  }
  return rows;
}

async function explainProvider(provider: CredentialProvider, store: ConfigStore): Promise<CredentialExplanation> {
  const { method } = provider;
  const notes: [place: string, found: string][] = [];
  const said: string[] = [];
  const note: Note = (place, found) => void notes.push([place, found]);
  note.isExplaining = true;
  const row = (outcome: CredentialExplanation["outcome"]): CredentialExplanation => {
    const reasons = notes.map(([place, found]) => (notes.length === 1 ? found : `${place} ${found}`));
    return {
      provider: method,
      outcome,
      reason: [...reasons, ...said].join("; "),
      lookedAt: [...new Set(notes.map(([place]) => place))],
    };
  };
  try {
    const credentials = await provider.load(note);
    if (!credentials) return row("passed");
    const { AWS_PROFILE, AWS_DEFAULT_PROFILE } = store.environment;
    if (method === "env" && (AWS_PROFILE ?? AWS_DEFAULT_PROFILE) !== undefined) {
      said.push("keys in the environment win over a profile that is chosen there (AWS_PROFILE)");
    }
    return row("used");
  } catch (error) {
    said.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    return row("failed");
  }
}

function environmentPassedOver(store: ConfigStore): CredentialExplanation {
  const isSet = store.environment.AWS_ACCESS_KEY_ID ? "is set, but" : "is not set, and would not be looked at:";
  return {
    provider: "env",
    outcome: "passed",
    reason: `AWS_ACCESS_KEY_ID ${isSet} code chose profile "${store.get("profile")}", which wins over the environment`,
    lookedAt: ["AWS_ACCESS_KEY_ID"],
  };
}
