import { accessSync, constants, existsSync } from "node:fs";
import type { Session } from "@inia/core";
import { doubtful, type Finding, good, told, wrong } from "./finding.js";

/** Where settings come from: names of variables, files, profiles and keys, and no value but a region's. */
export function inspectConfiguration(session: Session): Finding[] {
  try {
    return [...environment(), ...files(session), ...profile(session), region(session)];
  } catch (error) {
    return [wrong((error as Error).message)];
  }
}

function environment(): Finding[] {
  const names = Object.keys(process.env).filter((name) => name.startsWith("AWS_") && process.env[name] !== "");
  const empty = Object.keys(process.env).filter((name) => name.startsWith("AWS_") && process.env[name] === "");
  return [
    told(names.length > 0 ? `environment: ${names.sort().join(", ")}` : "environment: no variable AWS_*"),
    ...(empty.length > 0 ? [doubtful(`set and empty, which counts as set for settings: ${empty.join(", ")}`)] : []),
  ];
}

function files(session: Session): Finding[] {
  const { configFile, credentialsFile } = session.getComponent("config_store").files;
  return [configFile, credentialsFile].flatMap((file) => {
    if (file === undefined) return [];
    if (!existsSync(file)) return [told(`${file}: not there`)];
    try {
      accessSync(file, constants.R_OK);
      return [good(`${file}: there`)];
    } catch {
      return [wrong(`${file}: there, but it may not be read`)];
    }
  });
}

function profile(session: Session): Finding[] {
  const { profile: chosen } = session;
  const profiles = session.availableProfiles;
  // Throws where a profile is chosen that is in neither file.
  const keys = Object.keys(session.getScopedConfig());
  const origin = session.getComponent("config_store").describe("profile");
  const name = chosen === undefined ? "default, chosen by nobody" : `${chosen}, from ${origin}`;
  return [
    told(`profiles: ${profiles.length}`),
    told(`profile: ${name}${keys.length > 0 ? `; its keys: ${keys.sort().join(", ")}` : "; no keys"}`),
  ];
}

function region(session: Session): Finding {
  const found = session.getConfigVariable("region");
  if (found === undefined) return doubtful("region: none, so each client must be given one");
  const origin = session.getComponent("config_store").describe("region");
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(found))
    return doubtful(`region: from ${origin}, and it looks like none of AWS's`);
  return good(`region: ${found}, from ${origin}`);
}
