/** As `fallback.node.ts`, but part of a bundle; why, says `credentials/load-providers.bundled.ts`. */
export { normalizeXml } from "./fast-xml.js";
