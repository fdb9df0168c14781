import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./clients.js";

/** A block of TypeScript in a document. */
export interface DocsBlock {
  /** `streams-2`: the document, and the block's number in it. */
  readonly name: string;
  readonly code: string;
  /** Not for blocks that are marked `ts compiled`: what they talk to is not here. */
  readonly runs: boolean;
}

/** Markdown that users read. Its blocks of TypeScript are programs. */
const documents: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "packages/local-aws/README.md",
  "packages/core/README.md",
  "packages/opentelemetry/README.md",
  "packages/dynamodb-documents/README.md",
  "packages/s3-transfer/README.md",
  "packages/aws-sdk/README.md",
];

export function docsBlocks(): DocsBlock[] {
  return documents.flatMap((document) => {
    const text = readFileSync(join(root, document), "utf8");
    const folder = document.split("/").at(-2);
    const name = basename(document) === "README.md" && folder ? `${folder}-readme` : basename(document, ".md");
    return Array.from(text.matchAll(/^```ts( compiled)?\n([\s\S]*?)^```/gm), ([, mark, code], index) => ({
      name: `${name}-${index + 1}`,
      code: code!,
      runs: mark === undefined,
    }));
  });
}
