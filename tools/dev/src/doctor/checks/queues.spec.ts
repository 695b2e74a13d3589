import { describe, expect, it } from '@jest/globals';
import type { QueueFacts } from '../facts/facts.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkQueues } from './queues.js';

const changed = (name: string, change: Partial<QueueFacts>) =>
  HEALTHY.queues.map((queue) => (queue.name === name ? { ...queue, ...change } : queue));

const levels = (queues: readonly QueueFacts[], sendMessage = HEALTHY.functions?.sendMessage ?? {}) =>
  checkQueues({ ...HEALTHY, queues, functions: { authorizer: {}, sendMessage } }).map(({ level }) => level);

describe('the queues', () => {
  it('are well when what senders enqueue is read', () => {
    expect(levels(HEALTHY.queues)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('say that a queue is off where senders do without', () => {
    const [broadcast, busy, events] = checkQueues(HEALTHY);
    expect(broadcast?.says).toBe('BroadcastQueue: 2 notifications wait');
    expect(busy?.says).toBe('BusyQueue is off: senders push');
    expect(events?.says).toBe('EventsQueue is off: there are no events');
  });

  it.each([
    ['that is fed and not read', changed('BroadcastQueue', { isRead: false }), 'failed'],
    ['without order', changed('BroadcastQueue', { isFifo: false }), 'failed'],
    ['without dead letters', changed('BroadcastQueue', { hasDeadLetters: false }), 'failed'],
    ['in which much waits', changed('BroadcastQueue', { waiting: 1_001 }), 'warning'],
  ])('are not with one %s', (_, queues, level) => {
    expect(levels(queues)).toEqual([level, 'ok', 'ok', 'ok', 'ok']);
  });

  it('are worth a look while there are dead letters', () => {
    expect(levels(changed('BroadcastDeadLetters', { waiting: 1 }))).toEqual([
      'ok',
      'ok',
      'ok',
      'warning',
      'ok',
    ]);
  });

  it('of backends hold requests, which are no dead letters while they wait', () => {
    const last = (change: Partial<QueueFacts>) =>
      checkQueues({ ...HEALTHY, queues: changed('PublishQueue', change) }).at(-1);
    expect(last({})).toMatchObject({ level: 'ok', says: 'PublishQueue: 3 requests wait' });
    expect(last({ waiting: 1_001 })?.level).toBe('warning');
    expect(last({ hasDeadLetters: false })?.level).toBe('failed');
  });

  it('of busy rooms that are fed and not read are broken', () => {
    const sendMessage = { BROADCAST_QUEUE_URL: 'https://a', BROADCAST_BUSY_QUEUE_URL: 'https://b' };
    expect(levels(HEALTHY.queues, sendMessage)).toEqual(['ok', 'failed', 'ok', 'ok', 'ok']);
  });

  it('of events that are fed and not read are broken, and need no dead letters', () => {
    const sendMessage = { BROADCAST_QUEUE_URL: 'https://a', CHAT_EVENTS_QUEUE_URL: 'https://b' };
    expect(levels(HEALTHY.queues, sendMessage)).toEqual(['ok', 'ok', 'failed', 'ok', 'ok']);
    expect(levels(changed('EventsQueue', { isRead: true }), sendMessage)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
  });

  it('may be none', () => {
    expect(levels([])).toEqual(['ok']);
  });
});
