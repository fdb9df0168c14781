import { homedir } from "node:os";

/**
 * Takes out of a text what nobody should paste into an issue: keys and tokens, account ids, the folder of the home.
 * Nothing puts any of them in on purpose; this is for what errors of others say.
 */
export function createConceal(environment: NodeJS.ProcessEnv = process.env): (text: string) => string {
  const home = environment["HOME"] || homedir();
  const secrets = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value.length > 5 && /KEY|TOKEN|SECRET|PASSWORD/.test(name) && !/_(?:FILE|URI)$/.test(name)
      ? [value]
      : [],
  );
  return (text) => {
    let plain = text;
    for (const secret of secrets) plain = plain.replaceAll(secret, "***");
    return plain
      .replaceAll(home, "~")
      .replaceAll(/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}\b/g, "***")
      .replaceAll(/\b\d{12}\b/g, "************")
      .replaceAll(/\/\/[^/\s@]+@/g, "//***@");
  };
}
