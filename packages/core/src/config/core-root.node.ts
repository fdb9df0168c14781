/** The folder that core is installed in. */
export const CORE_ROOT: string | undefined = /*#__PURE__*/ folderOf(import.meta.url);

function folderOf(url: string): string {
  return process.getBuiltinModule("node:url").fileURLToPath(/*#__PURE__*/ new URL("../..", url));
}
