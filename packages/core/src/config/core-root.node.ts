/**
 * The folder of core's package, if it is not bundled; a bundle in CommonJS has no `import.meta`. Only the index imports
 * it, so that in `dist/node` it lies as deep as here.
 */
export const CORE_ROOT: string | undefined = /*#__PURE__*/ packageFolder(import.meta.url);

function packageFolder(url: string | undefined): string | undefined {
  if (!url?.startsWith("file:")) return undefined;
  return process.getBuiltinModule("node:url").fileURLToPath(new URL("../..", url));
}
