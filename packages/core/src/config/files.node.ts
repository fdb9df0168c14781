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

/**
 * Writes a file that its owner alone may read, whole or not at all: readers see the old text or the new. Folders are
 * made as needed.
 */
export function writeFile(path: string, text: string): void {
  const fs = process.getBuiltinModule("node:fs");
  const { dirname } = process.getBuiltinModule("node:path");
  fs.mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${globalThis.crypto.randomUUID()}.tmp`;
  try {
    const file = fs.openSync(temporary, "wx", 0o600);
    try {
      fs.writeFileSync(file, text);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}
