import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./folders.js";

/** A line of `missing-names.txt`: names that a package, or all that are called so, may be without. */
export interface AcceptedNames {
  readonly line: number;
  /** What names it is about, in packages of this name. */
  readonly isAbout: (awsSdk: string, name: string) => boolean;
}

/**
 * Reads which of v3's names Inia's entries do not have, and why: `package: names` below a comment with the reason, `*`
 * for any part of a name.
 */
export function acceptedNames(): AcceptedNames[] {
  const lines = readFileSync(join(folder, "missing-names.txt"), "utf8").split("\n");
  return lines.flatMap((text, at) => {
    const [, packages, names] = /^([^#:\s]+): (.+)$/.exec(text) ?? [];
    if (packages === undefined || names === undefined) {
      if (text !== "" && !text.startsWith("#")) throw new Error(`missing-names.txt:${at + 1}: no "package: names"`);
      return [];
    }
    return names.split(" ").map((name) => ({
      line: at + 1,
      isAbout: (awsSdk: string, each: string) => pattern(packages).test(awsSdk) && pattern(name).test(each),
    }));
  });
}

function pattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[$\\^.+?()[\]{}|]/g, "\\$&").replaceAll("*", ".*")}$`);
}
