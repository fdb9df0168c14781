/**
 * Walks through an XML document from tag to tag, in one pass and without building a tree.
 *
 * A reader that gets a cursor stands just behind the start tag of its element, and has to consume the element: with
 * `readText`, with `skip`, or with `if (cursor.enter()) while (cursor.nextChild()) …`. Namespace prefixes are ignored.
 * Everything passed over is checked to be well-formed.
 */
export interface XmlCursor {
  /** The name of the element opened last, without prefix. */
  readonly name: string;
  /** Whether the root, just opened, is in a namespace. */
  readonly isQualified: boolean;
  /** The way to the element opened last, for messages: at most the last eight names. */
  readonly path: string;
  /** Whether the element opened last has this name: cheaper than to compare {@link name}. */
  isNamed(name: string): boolean;
  /**
   * The value of an attribute of the element opened last; ask before entering it. A name with a prefix stands for
   * that local name with any prefix.
   */
  attribute(name: string): string | undefined;
  /** Goes into the element opened last; false when it has no content. */
  enter(): boolean;
  /** Opens the next child of the element entered last; false when that has ended. */
  nextChild(): boolean;
  /** Passes over the element opened last and all that is in it. */
  skip(): void;
  /** Consumes the element opened last and gives its text, up to the first child element if there is one. */
  readText(): string;
  /** The text before the first child of the element entered last; ask before the first `nextChild`. */
  leadingText(): string;
  /** Has `read` consume the element opened last, and goes back to where it is yet to be read. */
  lookAhead(read: () => void): void;
  /** Checks that nothing but space, comments and instructions follows the root. */
  finish(): void;
}

/** Far more than any service nests, far less than any stack holds. */
export const maxDepth = 512;
