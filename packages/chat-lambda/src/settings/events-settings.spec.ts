import { describe, expect, it } from '@jest/globals';

import { Environment, type Variables } from './environment.js';
import { eventsSettings, eventsTarget } from './events-settings.js';

const settings = (variables: Variables) => eventsSettings(new Environment(variables));
const target = (CHAT_EVENTS_TO: string) => eventsTarget(new Environment({ CHAT_EVENTS_TO }));

describe('the settings of events', () => {
  it('are none unless a queue is named', () => {
    expect(settings({})).toEqual({ queueUrl: undefined, eventsFrom: undefined });
    expect(settings({ CHAT_EVENTS_QUEUE_URL: 'https://q' }).queueUrl).toBe('https://q');
  });

  it('name kinds of rooms, with commas', () => {
    expect(settings({ CHAT_EVENTS_FROM: 'lobby, private' }).eventsFrom).toEqual(['lobby', 'private']);
    expect(() => settings({ CHAT_EVENTS_FROM: 'tea' })).toThrow(
      'CHAT_EVENTS_FROM takes lobby, public, private, direct',
    );
  });
});

describe('the target of events', () => {
  it('is a queue of SQS or a bus of EventBridge', () => {
    expect(target('')).toBeUndefined();
    expect(target('arn:aws:sqs:eu-west-3:123456789012:chat-events.fifo')).toEqual({
      ...{ kind: 'queue', region: 'eu-west-3', account: '123456789012', name: 'chat-events.fifo' },
    });
    const bus = 'arn:aws:events:eu-west-3:123456789012:event-bus/company';
    expect(target(bus)).toEqual({ kind: 'bus', region: 'eu-west-3', arn: bus });
  });

  it.each(['chat-events.fifo', 'arn:aws:sns:eu-west-3:123456789012:topic', 'arn:aws:sqs:eu-west-3:1:q'])(
    'is not %s',
    (arn) => {
      expect(() => target(arn)).toThrow('CHAT_EVENTS_TO is not the whole ARN');
    },
  );
});
