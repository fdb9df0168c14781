import { type Node, type SourceFile, SyntaxKind, ts } from "ts-morph";

/** A place in a file that names a package. */
export interface ImportPlace {
  readonly specifier: string;
  /** Where the text between the quotes begins. */
  readonly start: number;
  readonly line: number;
  /** What is taken of the package; undefined where that cannot be told. */
  readonly names: readonly string[] | undefined;
  /** Why nothing can be put in its place, where that is so. */
  readonly reason?: string;
}

/** Functions that take a package's name first. */
const moduleFunctions =
  /^(?:require|require\.resolve|import\.meta\.resolve|(?:jest|vi|vitest)\.(?:mock|unmock|doMock|dontMock|doUnmock|setMock|deepUnmock|requireActual|requireMock|importActual|importMock|createMockFromModule|genMockFromModule)|mock\.module)$/;

/**
 * Finds all that names a package: imports and exports, `import()` of values and of types, `require`, and the functions
 * of jest and vitest. Other texts that look like one are found, too, with the reason why they must stay.
 */
export function findImports(file: SourceFile, isWanted: (text: string) => boolean): ImportPlace[] {
  const places: ImportPlace[] = [];
  file.forEachDescendant((node) => {
    const text = textOf(node);
    if (text === undefined || !isWanted(text)) return;
    const base = { specifier: text, start: node.getStart() + 1, line: node.getStartLineNumber() };
    const place = placeOf(node);
    places.push({ ...base, names: undefined, ...place });
  });
  return places;
}

function textOf(node: Node): string | undefined {
  const { compilerNode } = node;
  if (ts.isStringLiteralLike(compilerNode)) return compilerNode.text;
  // What is put together at run time is told by how it begins.
  if (ts.isTemplateExpression(compilerNode)) return compilerNode.head.text;
  return undefined;
}

function placeOf(node: Node): Pick<ImportPlace, "names"> | Pick<ImportPlace, "reason"> {
  const parent = node.getParentOrThrow();
  if (node.getKind() === SyntaxKind.TemplateExpression) return { reason: "the name is put together at run time" };
  switch (parent.getKind()) {
    case SyntaxKind.ImportDeclaration: {
      const declaration = parent.asKindOrThrow(SyntaxKind.ImportDeclaration);
      const isWhole = declaration.getNamespaceImport() !== undefined || declaration.getDefaultImport() !== undefined;
      return { names: isWhole ? undefined : declaration.getNamedImports().map((each) => each.getName()) };
    }
    case SyntaxKind.ExportDeclaration: {
      const declaration = parent.asKindOrThrow(SyntaxKind.ExportDeclaration);
      return { names: declaration.getNamedExports().map((each) => each.getName()) };
    }
    case SyntaxKind.ExternalModuleReference:
      return { names: undefined };
    case SyntaxKind.LiteralType:
      return importTypeNames(parent);
    case SyntaxKind.CallExpression: {
      const call = parent.asKindOrThrow(SyntaxKind.CallExpression);
      const called = call.getExpression();
      if (call.getArguments()[0] !== node) break;
      if (called.getKind() === SyntaxKind.ImportKeyword) return { names: destructured(call.getParent()) };
      if (moduleFunctions.test(called.getText().replace(/<[^]*>$/, ""))) return { names: destructured(call) };
      break;
    }
    case SyntaxKind.BinaryExpression:
      return { reason: "the name is put together at run time" };
    default:
  }
  return { reason: "a text outside of imports: change it by hand, if it means the package" };
}

function importTypeNames(literal: Node): Pick<ImportPlace, "names"> | Pick<ImportPlace, "reason"> {
  const type = literal.getParent()?.asKind(SyntaxKind.ImportType);
  if (type === undefined) return { reason: "a text outside of imports: change it by hand, if it means the package" };
  const name = type.getQualifier()?.getText();
  return { names: name === undefined ? undefined : [name.split(".")[0]!] };
}

/** `const { a, b: c } = await import(…)` takes `a` and `b`. */
function destructured(node: Node | undefined): readonly string[] | undefined {
  const source = node?.getKind() === SyntaxKind.AwaitExpression ? node.getParent() : node;
  const declaration =
    source?.asKind(SyntaxKind.VariableDeclaration) ?? source?.getParent()?.asKind(SyntaxKind.VariableDeclaration);
  const pattern = declaration?.getNameNode().asKind(SyntaxKind.ObjectBindingPattern);
  if (pattern === undefined || pattern.getElements().some((element) => element.getDotDotDotToken())) return undefined;
  return pattern.getElements().map((element) => element.getPropertyNameNode()?.getText() ?? element.getName());
}
