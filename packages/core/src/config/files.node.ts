/**
 * The bytes of a file, read at once; undefined when it is not there or may not be read (botocore passes over both).
 */
export function readFile(path: string): Uint8Array | undefined {
  try {
    return process.getBuiltinModule("node:fs").readFileSync(path);
  } catch {
    return undefined;
  }
}

export function homeDirectory(): string | undefined {
  const { HOME } = process.env;
  return HOME === undefined || process.platform === "win32" ? process.getBuiltinModule("node:os").homedir() : HOME;
}
