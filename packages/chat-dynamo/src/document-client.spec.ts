import { describe, expect, it } from '@jest/globals';
import { documentClient } from './document-client.js';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const logs = (client: ReturnType<typeof documentClient>): boolean =>
  client.middlewareStack.identify().some((step) => step.startsWith('loggerMiddleware'));

describe('documentClient', () => {
  it('copies answers for a logger only where there is one', () => {
    expect(logs(documentClient({ region: 'eu-west-1' }))).toBe(false);
    expect(logs(documentClient({ region: 'eu-west-1', logger }))).toBe(true);
  });
});
