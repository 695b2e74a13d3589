import { preset } from '../../jest.preset.mjs';

// handler.ts is the function: it composes, and nothing else.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/push-mentions.ts'] };
