/** What a package of a client exports. */
export type ClientModule = Readonly<Record<string, unknown>>;

/** Nothing can be looked up by name here: only what a program imports is there. */
export function loadInstalledClient(_packageName: string): ClientModule | undefined {
  return undefined;
}

export function loadModelOnPath(_service: string, _dataPath: string | undefined): ClientModule | undefined {
  return undefined;
}

export function knownServices(_besides?: string): readonly string[] {
  return [];
}
