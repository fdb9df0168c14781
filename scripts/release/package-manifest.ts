/** What is read of a package's `package.json`. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly private?: boolean;
  readonly scripts?: unknown;
  readonly exports?: Exports;
  readonly imports?: Exports;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  /** Clients that the package is written upon. Here it finds them by links: npm would ask the registry for them. */
  readonly inia?: { readonly clients: readonly string[] };
  readonly [field: string]: unknown;
}

/** Targets by conditions, nested as deep as they are written. */
export type Exports = string | { readonly [condition: string]: Exports };

export type Ranges = Readonly<Record<string, string>>;
