import e2e from './jest.e2e.config.mjs';

// What takes long by its nature, apart from `npm test`.
export default { ...e2e, testMatch: ['<rootDir>/src/**/*.slow.ts'] };
