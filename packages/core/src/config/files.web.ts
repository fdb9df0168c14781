/** There are no files here. */
export function readFile(_path: string): Uint8Array | undefined {
  return undefined;
}

export function homeDirectory(): string | undefined {
  return undefined;
}

export function writeFile(path: string, _text: string): void {
  throw new Error(`There are no files here to write ${path} to.`);
}
