import { type Bump, bumps, type Change, type Kind, type Subject } from "./change.js";
import type { ModelDiff, ServiceDiff } from "./diff-models.js";

/**
 * A diff as people read it: figures, what breaks, what is new, then service by service. Text from models stands in
 * code, so that none of it is taken for Markdown.
 */
export function printMarkdown(diff: ModelDiff): string {
  const title = `# Models: ${diff.from ?? "before"} → ${diff.to ?? "after"}`;
  if (diff.bump === undefined) return `${title}\n\nNothing is different.\n`;
  const sections = [
    title,
    headline(diff),
    figures(diff),
    wholeServices(diff, "removed", "Services that are gone"),
    wholeServices(diff, "added", "New services"),
    breaking(diff),
    diff.shared.length === 0 ? "" : `## For all services: \`@inia/core\`\n\n${printChanges(diff.shared)}`,
    changedServices(diff),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The lines of a service's changes, without a heading: for a changelog. */
export function printChanges(changes: readonly Change[]): string {
  return groups(changes).join("\n");
}

/** `19 services are new, 3 are gone, 208 changed: 24 in a way that breaks, …`. */
export function headline({ services }: ModelDiff): string {
  const count = (kind: Kind): number => services.filter((diff) => kindOf(diff) === kind).length;
  const byBump = (bump: Bump): number =>
    services.filter((diff) => kindOf(diff) === "changed" && diff.bump === bump).length;
  const levels = bumps.map((bump) => `${number(byBump(bump))} ${words[bump]}`).join(", ");
  return [
    `${number(count("added"))} services are new, ${number(count("removed"))} are gone,`,
    `${number(count("changed"))} changed: ${levels}.`,
  ].join(" ");
}

const counted: readonly (readonly [title: string, subjects: readonly Subject[]])[] = [
  ["services", ["service"]],
  ["operations", ["operation"]],
  ["structures", ["structure"]],
  ["members", ["member"]],
  ["enums", ["enum"]],
  ["enum values", ["enum value"]],
  ["errors", ["error"]],
  ["paginators", ["paginator"]],
  ["waiters", ["waiter"]],
  ["endpoints", ["endpoint", "partition", "region"]],
  ["settings", ["setting"]],
  ["limits of other shapes", ["shape"]],
];

function figures({ services, shared }: ModelDiff): string {
  const all = [...services.flatMap(({ changes }) => changes), ...shared];
  const rows = counted.map(([title, subjects]) => {
    const of = all.filter(({ subject }) => subjects.includes(subject));
    const cells = (["added", "removed", "changed"] as const).map(
      (kind) => of.filter((one) => one.kind === kind).length,
    );
    const cell = [...cells, of.filter(({ bump }) => bump === "major").length].map((count) => number(count)).join(" | ");
    return `| ${title} | ${cell} |`;
  });
  return ["| | added | removed | changed | of these breaking |", "|---|--:|--:|--:|--:|", ...rows].join("\n");
}

function breaking({ services, shared }: ModelDiff): string {
  const sections = [
    ...services.filter(({ bump }) => bump === "major").map((diff) => [heading(diff), diff.changes] as const),
    ["`@inia/core`", shared] as const,
  ].flatMap(([title, changes]) => {
    const majors = changes.filter(({ bump }) => bump === "major");
    const isWhole = majors[0]?.subject === "service" && majors[0].kind === "removed";
    return majors.length === 0 || isWhole ? [] : [`### ${title}\n\n${groups(majors, "").join("\n")}`];
  });
  return sections.length === 0 ? "" : ["## What breaks", ...sections].join("\n\n");
}

function wholeServices({ services }: ModelDiff, kind: Kind, title: string): string {
  const rows = services
    .filter((diff) => kindOf(diff) === kind)
    .map((diff) => `- ${heading(diff)}: ${diff.changes[0]!.details.join(", ")}`);
  return rows.length === 0 ? "" : `## ${title}\n\n${rows.join("\n")}`;
}

function changedServices({ services }: ModelDiff): string {
  const sections = services
    .filter((diff) => kindOf(diff) === "changed")
    .map((diff) => `### ${heading(diff)} · ${diff.bump}\n\n${printChanges(diff.changes)}`);
  return sections.length === 0 ? "" : ["## Changed services", ...sections].join("\n\n");
}

function heading({ clientId, title }: ServiceDiff): string {
  return `\`@inia/client-${clientId}\` (${title})`;
}

function kindOf({ changes: [first] }: ServiceDiff): Kind {
  return first?.subject === "service" && first.kind !== "changed" ? first.kind : "changed";
}

/** One line per subject and kind where names say all; a line of its own for what has something to tell. */
function groups(changes: readonly Change[], breaking = " (breaking)"): string[] {
  const lines = new Map<string, string[]>();
  const put = (title: string, text: string): void => {
    const of = lines.get(title);
    if (of) of.push(text);
    else lines.set(title, [text]);
  };
  for (const change of changes) {
    const mark = change.bump === "major" ? breaking : "";
    const title = `${plurals[change.subject]} ${change.kind}${mark}`;
    const [error, operation] = change.subject === "error" ? change.name.split(" of ") : [];
    if (operation !== undefined && change.kind !== "changed") {
      // The same error of eighty operations is one thing to read.
      put(`${change.kind === "added" ? "may throw" : "throws no longer"} ${code(error!)}${mark}`, code(operation));
    } else if (change.subject === "enum value") {
      const at = change.name.indexOf(".");
      put(
        `values ${change.kind} ${change.kind === "added" ? "to" : "from"} ${code(change.name.slice(0, at))}${mark}`,
        code(change.name.slice(at + 1)),
      );
    } else put(title, line(change));
  }
  return [...lines].flatMap(([title, texts]) => {
    if (texts.every((text) => /^`[^`]*`$/.test(text))) return [`- ${title}: ${shorten(texts)}`];
    return [`- ${title}:`, ...texts.map((text) => `  - ${text}`)];
  });
}

function line({ name, subject, details, operations = [] }: Change): string {
  const users = subject === "member" && operations.length > 0 ? ` (${shorten(operations.map(code), 3)})` : "";
  const text = details.length > 0 ? `: ${details.join("; ")}` : "";
  return `${code(name)}${text}${users}`;
}

function shorten(texts: readonly string[], most = 40): string {
  const rest = texts.length - most;
  return rest > 1 ? `${texts.slice(0, most).join(", ")} and ${number(rest)} more` : texts.join(", ");
}

const words: Readonly<Record<Bump, string>> = {
  major: "in a way that breaks callers (major)",
  minor: "have something new (minor)",
  patch: "differ where no caller sees it (patch)",
};

function code(text: string): string {
  return `\`${text}\``;
}

function number(count: number): string {
  return new Intl.NumberFormat("en-US").format(count);
}

const plurals: Readonly<Record<Subject, string>> = {
  service: "service",
  operation: "operations",
  structure: "structures",
  member: "members",
  enum: "enums",
  "enum value": "values",
  error: "errors",
  shape: "limits",
  setting: "settings",
  endpoint: "endpoints",
  paginator: "paginators",
  waiter: "waiters",
  partition: "partitions",
  region: "regions",
};
