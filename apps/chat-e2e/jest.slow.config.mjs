import e2e from './jest.e2e.config.mjs';

// What takes long by its size.
process.env.FULL_SIZE = '1';

export default { ...e2e, testMatch: ['<rootDir>/src/publish-chaos.e2e.ts'] };
