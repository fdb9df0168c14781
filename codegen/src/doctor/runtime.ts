import { release } from "node:os";
import { doubtful, type Finding, good, told, wrong } from "./finding.js";

/** What programs run on, and what of its surroundings changes how they reach the network. */
export function inspectRuntime(versions: NodeJS.ProcessVersions = process.versions): Finding[] {
  return [runtime(versions), told(`${process.platform} ${process.arch}, ${release()}`), ...surroundings(process.env)];
}

function runtime({ bun, deno, node, openssl }: NodeJS.ProcessVersions): Finding {
  if (bun !== undefined) return good(`Bun ${bun}`);
  if (deno !== undefined) return good(`Deno ${deno}`);
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const text = `Node ${node}, OpenSSL ${openssl}`;
  if (major < 20 || (major === 20 && minor < 19)) return wrong(`${text}: 20.19 or newer is needed`);
  return major % 2 === 1 ? doubtful(`${text}: no release with long-term support`) : good(text);
}

function surroundings(environment: NodeJS.ProcessEnv): Finding[] {
  const set = networkVariables.filter((name) => environment[name] !== undefined);
  const findings = set.length > 0 ? [told(`set: ${set.join(", ")}`)] : [];
  return environment["NODE_TLS_REJECT_UNAUTHORIZED"] === "0"
    ? [...findings, doubtful("NODE_TLS_REJECT_UNAUTHORIZED is 0: certificates are not checked")]
    : findings;
}

const networkVariables = [
  ...["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "NODE_USE_ENV_PROXY"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"],
];
