import { type Node, type SourceFile, SyntaxKind, ts } from "ts-morph";

/** A place in a file that names a package. */
export interface ImportPlace {
  readonly specifier: string;
  /** Where the text between the quotes begins. */
  readonly start: number;
  readonly line: number;
  /** What is taken of the package; undefined where that cannot be told. */
  readonly names: readonly string[] | undefined;
  /** Whether the default export is taken: v3's packages have one where they are CommonJS. */
  readonly isDefault?: boolean;
  /** Why nothing can be put in its place, where that is so. */
  readonly reason?: string;
}

/** Functions that take a package's name first. */
const moduleFunctions =
  /^(?:require|require\.resolve|import\.meta\.resolve|(?:jest|vi|vitest)\.(?:mock|unmock|doMock|dontMock|doUnmock|setMock|deepUnmock|requireActual|requireMock|importActual|importMock|createMockFromModule|genMockFromModule|unstable_mockModule|unstable_unmockModule)|(?:\w+\.)?mock\.module|td\.replace(?:Esm|Cjs)?)$/;

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

function placeOf(node: Node): Pick<ImportPlace, "names" | "isDefault"> | Pick<ImportPlace, "reason"> {
  const parent = node.getParentOrThrow();
  if (node.getKind() === SyntaxKind.TemplateExpression) return { reason: "the name is put together at run time" };
  switch (parent.getKind()) {
    case SyntaxKind.ImportDeclaration: {
      const declaration = parent.asKindOrThrow(SyntaxKind.ImportDeclaration);
      if (declaration.getDefaultImport() !== undefined) {
        return { names: undefined, isDefault: true };
      }
      const whole = declaration.getNamespaceImport();
      if (whole !== undefined) return { names: membersOf(whole.getText(), node.getSourceFile()) };
      return { names: declaration.getNamedImports().map((each) => each.getName()) };
    }
    case SyntaxKind.ExportDeclaration: {
      const declaration = parent.asKindOrThrow(SyntaxKind.ExportDeclaration);
      const names = declaration.getNamedExports().map((each) => each.getName());
      return { names: names.length === 0 ? undefined : names };
    }
    case SyntaxKind.ExternalModuleReference: {
      const declaration = parent.getParentIfKind(SyntaxKind.ImportEqualsDeclaration);
      return { names: declaration && membersOf(declaration.getName(), node.getSourceFile()) };
    }
    case SyntaxKind.ModuleDeclaration:
      return { reason: "it adds to the package's types: Inia's are made otherwise" };
    case SyntaxKind.LiteralType:
      return importTypeNames(parent);
    case SyntaxKind.CallExpression: {
      const call = parent.asKindOrThrow(SyntaxKind.CallExpression);
      const called = call.getExpression();
      if (call.getArguments()[0] !== node) break;
      if (
        called.getKind() === SyntaxKind.ImportKeyword ||
        moduleFunctions.test(called.getText().replace(/<[^]*>$/, ""))
      )
        return { names: namesTaken(call) };
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

/** What is taken of a module that a call gives: by a pattern, a member, or what stands for the whole of it. */
function namesTaken(call: Node): readonly string[] | undefined {
  const parent = call.getParent();
  switch (parent?.getKind()) {
    case SyntaxKind.AwaitExpression:
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
      return namesTaken(parent);
    case SyntaxKind.PropertyAccessExpression: {
      const name = parent.asKindOrThrow(SyntaxKind.PropertyAccessExpression).getName();
      return name === "then" ? namesOfCallback(parent.getParent()) : [name];
    }
    case SyntaxKind.ElementAccessExpression: {
      const member = parent.asKindOrThrow(SyntaxKind.ElementAccessExpression).getArgumentExpression();
      return member?.isKind(SyntaxKind.StringLiteral) ? [member.getLiteralText()] : undefined;
    }
    case SyntaxKind.VariableDeclaration:
      return namesBound(parent.asKindOrThrow(SyntaxKind.VariableDeclaration).getNameNode(), call.getSourceFile());
    default:
      return undefined;
  }
}

/** `import(…).then(({ a }) => …)`, `import(…).then((module) => module.a)`. */
function namesOfCallback(then: Node | undefined): readonly string[] | undefined {
  const callback = then?.asKind(SyntaxKind.CallExpression)?.getArguments()[0];
  const parameter = callback?.asKind(SyntaxKind.ArrowFunction)?.getParameters()[0];
  return parameter && namesBound(parameter.getNameNode(), callback!);
}

/** `{ a, b: c }` takes `a` and `b`; a name takes those of its members that are used. */
function namesBound(bound: Node, within: Node): readonly string[] | undefined {
  if (bound.isKind(SyntaxKind.Identifier)) return membersOf(bound.getText(), within);
  const pattern = bound.asKind(SyntaxKind.ObjectBindingPattern);
  if (pattern === undefined || pattern.getElements().some((element) => element.getDotDotDotToken())) return undefined;
  return pattern.getElements().map((element) => element.getPropertyNameNode()?.getText() ?? element.getName());
}

/** Members of what this name stands for: `s3.S3Client`, also in types. */
function membersOf(name: string, within: Node): string[] {
  const members = [
    ...within
      .getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)
      .filter((access) => access.getExpression().getText() === name)
      .map((access) => access.getName()),
    ...within
      .getDescendantsOfKind(SyntaxKind.QualifiedName)
      .filter((qualified) => qualified.getLeft().getText() === name)
      .map((qualified) => qualified.getRight().getText()),
  ];
  return [...new Set(members)];
}
