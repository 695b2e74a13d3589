import { preset } from '../../jest.preset.mjs';

// handler.ts is the function: it lists words, and nothing else.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/word-list.ts'] };
