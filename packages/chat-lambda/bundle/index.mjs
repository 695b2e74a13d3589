export * from './bundle-functions.mjs';
export * from './function-entries.mjs';
