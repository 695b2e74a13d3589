import { preset } from '../../jest.preset.mjs';

// Its test and apps/chat-e2e run the server as a program, where coverage cannot see it.
export default { ...preset(import.meta.dirname), collectCoverageFrom: ['src/socket-gateway.ts'] };
