/** What a package of a client exports. */
export type ClientModule = Readonly<Record<string, unknown>>;

/** Nothing can be looked up by name here: only what a program imports is there. */
export function loadInstalledClient(_packageName: string): ClientModule | undefined {
  return undefined;
}

export function loadModelledClient(_names: readonly string[], _folders: readonly string[]): ClientModule | undefined {
  return undefined;
}

export function modelFolders(
  _dataPath: string | undefined,
  _environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return [];
}

export function knownServices(_besides?: string): readonly string[] {
  return [];
}
