/** Expands `$NAME`, `${NAME}` and a leading `~` in a path. What is not known stays as it is. */
export function expandPath(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  homeDirectory: string | undefined,
): string {
  const expanded = path.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (whole, name?: string, braced?: string) => environment[name ?? braced ?? ""] ?? whole,
  );
  return homeDirectory !== undefined && /^~(?:[\\/]|$)/.test(expanded) ? homeDirectory + expanded.slice(1) : expanded;
}
