import { describe, expect, it } from '@jest/globals';
import { removePlan } from './remove-plan.js';

describe('what removing a stack does', () => {
  it.each([
    ['deleted' as const, 'The table chat-dev is deleted, with all messages.'],
    ['kept' as const, 'The table chat-dev stays, with all messages'],
    ['not of the stack' as const, 'it is not part of the stack'],
  ])('is said, with the table %s', (fate, line) => {
    const [removed, table] = removePlan('serverless-ws-chat-dev', 'chat-dev', fate);
    expect(removed).toContain('The stack serverless-ws-chat-dev is removed');
    expect(table).toContain(line);
  });

  it('is not begun where DynamoDB would refuse half-way', () => {
    expect(() => removePlan('chat', 'chat-dev', 'protected')).toThrow('tableDeletionProtection=false');
  });
});
