// Jest as it is without flags, in CommonJS: it transforms the packages, as the README of chat-client says.
module.exports = {
  testMatch: ['<rootDir>/*.test.cjs'],
  transform: { '\\.[cm]?js$': '@swc/jest' },
  transformIgnorePatterns: ['node_modules/(?!(@serverless-ws|valibot)/)'],
};
