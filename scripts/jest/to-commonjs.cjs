const { pathToFileURL } = require("node:url");
const { transformSync } = require("esbuild");

/** Makes CommonJS of modules: what docs/testing.md shows. */
module.exports = {
  process(code, path) {
    const define = { "import.meta.url": JSON.stringify(pathToFileURL(path).href) };
    return { code: transformSync(code, { format: "cjs", loader: "ts", target: "node20", define }).code };
  },
};
