import { describe, expect, it } from '@jest/globals';
import { PendingRequests } from './pending-requests.js';

const frame = { action: 'react' };
const failed = (code: string, retryable: boolean) =>
  ({ type: 'error', code, message: '', retryable, requestId: 'r1' }) as const;

function pending() {
  const requests = new PendingRequests(() => 0);
  const answers: unknown[] = [];
  requests.add('r1', { frame, answered: (answer, since) => answers.push([answer.type, since]) });
  return { requests, answers };
}

describe('a request of a device', () => {
  it('is sent again until it is answered, which says when it was first sent', () => {
    const { requests, answers } = pending();
    expect(requests.due(5)).toEqual([{ ...frame, requestId: 'r1' }]);
    expect(requests.due(6)).toEqual([]);
    expect(requests.due(60_000)).toHaveLength(1);
    requests.hear({ type: 'done', requestId: 'other', action: 'react' });
    expect(requests.size).toBe(1);
    requests.hear({ type: 'done', requestId: 'r1', action: 'react' });
    expect([requests.size, answers]).toEqual([0, [['done', 5]]]);
  });

  it('stays where it may succeed later, or over another connection', () => {
    const { requests } = pending();
    requests.hear(failed('unavailable', true));
    requests.hear(failed('connection_gone', false));
    expect([requests.size, requests.refusals]).toEqual([1, []]);
  });

  it('is done where its message was deleted meanwhile, and refused for any other reason', () => {
    const { requests } = pending();
    requests.hear(failed('message_not_found', false));
    expect([requests.size, requests.refusals]).toEqual([0, []]);
    requests.add('r1', { frame });
    requests.hear(failed('forbidden', false));
    expect([requests.size, requests.refusals]).toEqual([0, ['react: forbidden']]);
  });
});
