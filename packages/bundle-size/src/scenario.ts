/** The bundlers that must all shake. */
export const bundlerNames = ["esbuild", "rolldown"] as const;
export type BundlerName = (typeof bundlerNames)[number];

/** Something that must not be in a bundle. */
export interface Forbidden {
  /** As the table and the messages call it. */
  readonly name: string;
  readonly pattern: RegExp;
}

/** One program, bundled for one platform, with what it may cost. */
export interface Scenario {
  readonly name: string;
  /** File name in `scenarios/`, without extension. */
  readonly entry: string;
  readonly platform: "browser" | "node";
  /** Conditions for the bundler besides the platform's own. */
  readonly conditions?: readonly string[];
  /** Package of the client. */
  readonly client: string;
  /** What the program uses of it, by the model's names: every other operation's name is forbidden. */
  readonly operations: readonly string[];
  /** kB that the bundle may have at most. Raised in the commit that needs it, with the reason beside the number. */
  readonly ceilings: Readonly<Record<BundlerName, number>>;
  /** kB that the bundle shall have. */
  readonly goal: number;
  readonly forbidden: readonly Forbidden[];
  /**
   * What is forbidden and occurs all the same, by name, with the reason. One that no longer occurs is an error too:
   * the list only tells the truth.
   */
  readonly known?: Readonly<Record<string, string>>;
}
