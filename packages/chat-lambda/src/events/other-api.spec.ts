import { describe, expect, it } from '@jest/globals';
import { RecordingLogger } from '@serverless-ws/chat-domain/in-memory';

import { isFromOtherApi, type UnverifiedEvent } from './other-api.js';

function judged(event: UnverifiedEvent) {
  const logger = new RecordingLogger();
  return { isOther: isFromOtherApi(event, { apiId: 'abcdef1234', logger }), logger };
}

describe('an event', () => {
  it('of this API is accepted without a log line', () => {
    const { isOther, logger } = judged({ requestContext: { apiId: 'abcdef1234' } });
    expect(isOther).toBe(false);
    expect(logger.lines).toEqual([]);
  });

  it.each<UnverifiedEvent>([
    { requestContext: { apiId: 'other56789' } },
    { requestContext: { apiId: '' } },
    { requestContext: { apiId: ['abcdef1234'] } },
    { requestContext: {} },
    {},
  ])('such as %j is of another API, and logged once', (event) => {
    const { isOther, logger } = judged(event);
    expect(isOther).toBe(true);
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines).toMatchObject([
      { level: 'warn', message: 'refused', fields: { code: 'forbidden' } },
    ]);
  });

  it('cannot fill the log with an id of any length', () => {
    const { logger } = judged({ requestContext: { apiId: 'x'.repeat(100_000) } });
    expect(JSON.stringify(logger.lines).length).toBeLessThan(300);
  });
});
