module.exports = {
  testMatch: ["**/jest-commonjs.test.cjs"],
  transform: { "\\.[cm]?js$": require.resolve("./to-commonjs.cjs") },
  transformIgnorePatterns: ["/node_modules/(?!@inia/)"],
};
