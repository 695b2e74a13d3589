import { describe, expect, it } from '@jest/globals';

import { Environment } from './environment.js';
import { publishSettings } from './publish-settings.js';

const read = (variables: Readonly<Record<string, string>>) => publishSettings(new Environment(variables));

describe('where messages of backends may come from', () => {
  it('is nowhere but from callers, unless it is said', () => {
    expect(read({})).toEqual({});
    expect(read({ CHAT_PUBLISH_EVENT_SOURCE: '', CHAT_PUBLISH_QUEUE_ARN: '' })).toEqual({});
  });

  it('is a queue, and a source of events', () => {
    const queueArn = 'arn:aws:sqs:eu-central-1:123456789012:chat-publish';
    expect(read({ CHAT_PUBLISH_QUEUE_ARN: queueArn, CHAT_PUBLISH_EVENT_SOURCE: 'acme.orders' })).toEqual({
      queueArn,
      eventSource: 'acme.orders',
    });
  });

  it.each([
    [{ CHAT_PUBLISH_QUEUE_ARN: 'chat-publish' }, 'CHAT_PUBLISH_QUEUE_ARN is not the ARN of a queue'],
    [
      { CHAT_PUBLISH_EVENT_SOURCE: 'aws.s3' },
      'CHAT_PUBLISH_EVENT_SOURCE is not a source of events of your own',
    ],
    [{ CHAT_PUBLISH_EVENT_SOURCE: '*' }, 'CHAT_PUBLISH_EVENT_SOURCE is not a source of events of your own'],
  ])('is never %j', (variables, message) => {
    expect(() => read(variables)).toThrow(message);
  });
});
