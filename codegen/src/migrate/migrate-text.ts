import type { Project, SourceFile } from "ts-morph";
import { SyntaxKind } from "ts-morph";
import { findCounterpart, isAwsSdk } from "./find-counterpart.js";
import { findImports } from "./find-imports.js";

/** An import that was changed. */
export interface Change {
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** What could not be changed, or needs a look, and why. */
export interface Remark {
  readonly line: number;
  readonly what: string;
  readonly reason: string;
}

export interface Migrated {
  readonly text: string;
  readonly changes: readonly Change[];
  /** What stays aws-sdk's. */
  readonly left: readonly Remark[];
  /** What works, but not everywhere. */
  readonly notes: readonly Remark[];
}

/**
 * Puts Inia's packages in the place of aws-sdk v3's in the text of a file. Nothing but the names between the quotes
 * changes.
 */
export function migrateText(path: string, text: string, project: Project): Migrated {
  if (!/@aws-sdk\/|@smithy\/|aws-sdk/.test(text)) return { text, changes: [], left: [], notes: [] };
  const file = project.createSourceFile(path, text, { overwrite: true });
  const changes: Change[] = [];
  const left: Remark[] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const { specifier, start, line, names, isDefault, reason } of findImports(file, isAwsSdk)) {
    const found = reason === undefined ? findCounterpart(specifier, names) : { reason };
    const answer = isDefault && "to" in found ? { reason: withoutDefault } : found;
    if ("reason" in answer) {
      left.push({ line, what: specifier, reason: answer.reason });
      continue;
    }
    pieces.push(text.slice(end, start), answer.to);
    end = start + specifier.length;
    changes.push({ line, from: specifier, to: answer.to });
  }
  pieces.push(text.slice(end));
  const notes = changes.length === 0 ? [] : middlewareNotes(file);
  file.forget();
  return { text: pieces.join(""), changes, left, notes };
}

const withoutDefault = "Inia's packages have no default export: import names, or `* as` a name of yours";

function middlewareNotes(file: SourceFile): Remark[] {
  return file
    .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
    .filter((access) => access.getName() === "middlewareStack")
    .map((access) => ({
      line: access.getStartLineNumber(),
      what: "middlewareStack",
      reason: 'a bundle needs `import "@inia/aws-sdk/middleware"` for it',
    }));
}
