import { preset } from '../../jest.preset.mjs';

// main.ts is run as a program by its test, where coverage cannot see it.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/echo-bot.ts'] };
