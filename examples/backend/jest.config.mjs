import { preset } from '../../jest.preset.mjs';

// main.ts is a program: it makes the client of AWS, and nothing else.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/order-updates.ts'] };
