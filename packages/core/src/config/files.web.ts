/** There are no files here. */
export function readFile(_path: string): Uint8Array | undefined {
  return undefined;
}

export function homeDirectory(): string | undefined {
  return undefined;
}
