// npm run api: writes docs/api/core.md, the declarations of all that @inia/core exports; `--check` only tells whether
// they are still those. A change of the public API is then a change of a file that people review.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { Node, Project, ts } from "ts-morph";
import { readJson, root } from "./clients.js";
import { buildAll } from "./run.js";

const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const file = join(root, "docs", "api", "core.md");
const core = join(root, "packages", "core");
if (!values.check) await buildAll();
const report = printReport();
if (!values.check) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, report);
} else if (!existsSync(file) || readFileSync(file, "utf8") !== report) {
  const before = new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);
  const after = new Set(report.split("\n"));
  for (const line of [...before].filter((one) => !after.has(one)).slice(0, 30)) console.error(`- ${line}`);
  for (const line of [...after].filter((one) => !before.has(one)).slice(0, 30)) console.error(`+ ${line}`);
  console.error("docs/api/core.md is not what core exports. Meant so? `npm run api` writes it, for the diff.");
  process.exit(1);
}

function printReport(): string {
  const compilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const project = new Project({ compilerOptions, skipAddingFilesFromTsConfig: true });
  project.addSourceFilesAtPaths([join(core, "dist/**/*.d.ts"), `!${join(core, "dist/**/*.{test,fixture}.d.ts")}`]);
  const printer = ts.createPrinter({ removeComments: true });
  /** Where a declaration stands in the report. */
  const placed = new Map<Node, string>();
  const sections: string[] = [];
  for (const [entry, path] of entries()) {
    const own: [name: string, node: Node][] = [];
    const elsewhere = new Map<string, string[]>();
    for (const [name, nodes] of project.getSourceFileOrThrow(path).getExportedDeclarations()) {
      for (const node of nodes) {
        const place = placed.get(node);
        if (place === undefined) own.push([name, node]);
        else if (place !== entry) elsewhere.set(place, [...(elsewhere.get(place) ?? []), name]);
        if (place === undefined) placed.set(node, entry);
      }
    }
    const again = [...elsewhere].map(
      ([place, names]) => `As in \`${place}\`: ${[...new Set(names)].sort().map(code).join(", ")}.`,
    );
    sections.push([`## ${entry}`, ...again, ...block(own)].join("\n\n"));
  }
  const hidden = [...placed.keys()];
  const behind: [name: string, node: Node][] = [];
  for (let node = hidden.pop(); node !== undefined; node = hidden.pop()) {
    for (const used of referredTo(node)) {
      if (placed.has(used)) continue;
      placed.set(used, "behind");
      behind.push([nameOf(used), used]);
      hidden.push(used);
    }
  }
  return `# The public API of \`@inia/core\`

Written by \`npm run api\` from core's declarations and compared by \`npm run check\`, so that a change of what programs
and clients can import is seen in a diff. \`@inia/core/generated\` and what is under it is the contract with generated
clients: clients of an older release run on a newer core as long as nothing of it goes.

${sections.join("\n\n")}

## Behind them

Not exported by name, but part of the types above.

${block(behind).join("\n\n")}
`;

  function block(declarations: readonly (readonly [name: string, node: Node])[]): string[] {
    if (declarations.length === 0) return [];
    const texts = [...declarations].sort(byName).map(([name, node]) => print(name, node));
    return [`\`\`\`ts\n${texts.join("\n")}\n\`\`\``];
  }

  function print(name: string, node: Node): string {
    const statement = Node.isVariableDeclaration(node) ? node.getVariableStatementOrThrow() : node;
    const text = Node.isSourceFile(statement)
      ? `namespace ${name};`
      : printer.printNode(ts.EmitHint.Unspecified, statement.compilerNode, statement.getSourceFile().compilerNode);
    const plain = text.replace(/^(?:export )?(?:default )?(?:declare )?/, "").replace(/^\s*private .*;\n/gm, "");
    const own = nameOf(node);
    return own === name ? plain : `${plain} // as ${name}`;
  }
}

/** What programs import, and where its declarations are: core's own entries first, then the contract with clients. */
function entries(): [entry: string, path: string][] {
  const { exports } = readJson<{ exports: Record<string, { types: string } | string> }>(join(core, "package.json"));
  const generated = (entry: string) => entry.startsWith("./generated");
  return Object.entries(exports)
    .flatMap(([entry, target]): [string, string][] => {
      if (typeof target === "string") return [];
      if (!entry.includes("*")) return [[entry, target.types]];
      const [start = "", end = ""] = target.types.split("*");
      return declarationsIn(start, end).map((name) => [entry.replace("*", name), `${start}${name}${end}`]);
    })
    .filter(([entry], at, all) => entry !== "./generated/index" && all.findIndex(([other]) => other === entry) === at)
    .sort(([a], [b]) => Number(generated(a)) - Number(generated(b)) || (a < b ? -1 : 1))
    .map(([entry, types]) => [`@inia/core${entry.slice(1)}`, join(core, types)]);
}

function declarationsIn(start: string, end: string): string[] {
  return (
    ts.sys
      .readDirectory(join(core, start), [end])
      .map((path) => path.slice(join(core, start).length + (start.endsWith("/") ? 0 : 1), -end.length))
      // Folders under it hold what the files there are made of.
      .filter((name) => !/\.(?:test|fixture)$/.test(name))
      .filter((name) => !start.endsWith("customizations/") || !name.includes("/"))
  );
}

/** Core's own declarations that a declaration names in its types. */
function referredTo(node: Node): Node[] {
  const found: Node[] = [];
  const isPrivate = (child: Node) => Node.isModifierable(child) && child.hasModifier(ts.SyntaxKind.PrivateKeyword);
  node.forEachDescendant((child, traversal) => {
    if (isPrivate(child)) return traversal.skip();
    if (!Node.isIdentifier(child)) return;
    const symbol = child.getSymbol();
    const target = symbol?.isAlias() ? symbol.getAliasedSymbol() : symbol;
    for (const declaration of target?.getDeclarations() ?? []) {
      const isTop = Node.isSourceFile(declaration.getParent()) || Node.isVariableDeclaration(declaration);
      if (isTop && declaration.getSourceFile().getFilePath().startsWith(join(core, "dist"))) found.push(declaration);
    }
  });
  return found;
}

function nameOf(node: Node): string {
  return (Node.hasName(node) || Node.isNameable(node) ? node.getName() : undefined) ?? "";
}

function byName([a]: readonly [string, Node], [b]: readonly [string, Node]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function code(text: string): string {
  return `\`${text}\``;
}
