import { secretNames } from "../errors/mask-secrets.js";
import { splitUrl } from "../http/url.js";
import type { StructureSchema } from "../schema/read.js";
import { holdsSensitive } from "../schema/sensitive.js";

/** Which headers and query parameters of a request carry what its operation's model calls sensitive. */
export interface RequestSecrets {
  /** Names in lower case. */
  readonly names: ReadonlySet<string>;
  /** What names of headers begin with, in lower case. */
  readonly prefixes: readonly string[];
}

export function secretsOf(
  input: StructureSchema | undefined,
  params: Readonly<Record<string, unknown>>,
): RequestSecrets {
  const names = new Set<string>();
  const prefixes: string[] = [];
  for (const { name, wireName, location, value } of input?.members ?? []) {
    if (!holdsSensitive(value)) continue;
    if (location === "headers") prefixes.push(wireName.toLowerCase());
    else if (location === "querystring" && value.kind === "map") {
      for (const key of Object.keys(params[name] ?? {})) names.add(key.toLowerCase());
    } else names.add(wireName.toLowerCase());
  }
  return { names, prefixes };
}

/** Headers as they may be shown. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: RequestSecrets,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) shown[name] = maskHeader(name.toLowerCase(), value, secrets);
  return shown;
}

function maskHeader(name: string, value: string, { names, prefixes }: RequestSecrets): string {
  if (name === "authorization") return maskAuthorization(value);
  const isSecret = secretNames.test(name) || names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
  return isSecret ? "***" : value;
}

/** Who signs is left out, and the signature; how, where for and what is signed stay. */
function maskAuthorization(value: string): string {
  const [scheme = ""] = value.split(" ", 1);
  if (!scheme.startsWith("AWS4-")) return `${scheme} ***`;
  return value.replace(/Credential=[^/,]*/, "Credential=***").replace(/Signature=.*/, "Signature=***");
}

/** A URL as it may be shown, without user and password; `shownPath` stands for a path that may not be. */
export function maskUrl(url: string, { names }: RequestSecrets, shownPath?: string): string {
  const { scheme, host, path, query } = splitUrl(url);
  const parameters = query.split("&").map((parameter) => {
    const [name = ""] = parameter.split("=", 1);
    const plain = decodeURIComponent(name);
    return secretNames.test(plain) || names.has(plain.toLowerCase()) ? `${name}=***` : parameter;
  });
  return `${scheme}://${host}${shownPath ?? path}${query === "" ? "" : `?${parameters.join("&")}`}`;
}
