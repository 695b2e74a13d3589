// Jest with Node's `--experimental-vm-modules`, which loads the packages as they are.
module.exports = { testMatch: ['<rootDir>/*.test.mjs'], transform: {} };
