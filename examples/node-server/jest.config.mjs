import { preset } from '../../jest.preset.mjs';

// The server is run as a program by its test, and held to the whole wire by apps/chat-e2e, where coverage cannot see it.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/socket-gateway.ts'] };
