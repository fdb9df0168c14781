// White space as Python knows it: JavaScript's, with U+0085 and without U+FEFF. botocore leaves it to str.split.

/** Removes white space at both ends, and makes of each run of it inside one space. */
export function collapseWhiteSpace(value: string): string {
  // Most values have none that counts: a test is cheaper than a replacement.
  return /^\s|\s\s|[^\S ]|\s$|\x85/.test(value) ? value.split(whiteSpace).filter(Boolean).join(" ") : value;
}

/** Removes white space at both ends. */
export function trimWhiteSpace(value: string): string {
  return value.replace(/^(?:[^\S\ufeff]|\x85)+|(?:[^\S\ufeff]|\x85)+$/g, "");
}

const whiteSpace = /(?:[^\S\ufeff]|\x85)+/;
