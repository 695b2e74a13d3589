import { describe, expect, it } from '@jest/globals';
import type { EventsFacts, EventsTargetFacts } from '../facts/facts.js';
import { HEALTHY } from '../fixtures/healthy-facts.js';
import { checkEvents } from './events.js';

const QUEUE: EventsTargetFacts = { isFifo: true, isCrossAccount: false, policy: '', key: '' };
const WELL: EventsFacts = {
  to: 'arn:aws:sqs:eu-central-1:111122223333:company.fifo',
  target: QUEUE,
  isAllowed: true,
};
const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/company';

const found = (events: EventsFacts | 'off' | null) =>
  checkEvents({ ...HEALTHY, events }).map(({ level, says }) => `${level} ${says}`);

describe('where events go', () => {
  it('is nothing to say of where it cannot be read, and nowhere where they are off', () => {
    expect(found(null)).toEqual([]);
    expect(found('off')).toEqual(['ok are off: nothing leaves the chat']);
  });

  it.each([
    ['a FIFO queue', {}, 'ok go to the queue company.fifo, in the order of each room'],
    ['a bus', { to: BUS, target: { ...QUEUE, isFifo: false } }, 'ok go to the bus company, without order'],
    [
      'a queue of another account that allows the role',
      { target: { ...QUEUE, isCrossAccount: true, policy: '{"Effect":"Allow"}' } },
      'ok go to',
    ],
    ['a queue with the key of AWS', { target: { ...QUEUE, key: 'alias/aws/sqs' } }, 'ok go to'],
    [
      'a queue without order',
      { to: WELL.to.replace('.fifo', ''), target: { ...QUEUE, isFifo: false } },
      'warning go to the queue company without order',
    ],
    [
      'a queue with a key of its own',
      { target: { ...QUEUE, key: 'arn:aws:kms:x' } },
      'warning go to arn:aws:sqs:eu-central-1:111122223333:company.fifo, which has the key',
    ],
    ['what may not be looked at', { target: 'unknown' as const }, 'warning go to arn'],
    ['where it may not be asked who may', { isAllowed: null }, 'warning go to company.fifo; whether'],
    ['nowhere', { to: '', target: null }, 'failed are on and go nowhere'],
    [
      'what is not there',
      { target: null },
      'failed go to arn:aws:sqs:eu-central-1:111122223333:company.fifo, which is not there',
    ],
    ['where the role may not send', { isAllowed: false }, 'failed EventsRole may not send to arn'],
    [
      'to another account that allows no one',
      { target: { ...QUEUE, isCrossAccount: true } },
      'failed go to arn',
    ],
  ])('is told in a line: %s', (_, change, line) => {
    expect(found({ ...WELL, ...change })).toEqual([expect.stringContaining(line)]);
  });
});
