/** Services for which `customizations/` has a file: their generated clients import it. */
export const customizedServices: ReadonlySet<string> = /*#__PURE__*/ new Set<string>([]);
