import { describe, expect, it } from '@jest/globals';
import type { Recipient } from '@serverless-ws/chat-domain';
import { RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import { FailureReport } from './failure-report.js';

const failed = (reason: string, index = 0) => ({
  recipient: { connectionId: `c${index}`, connectedAt: 0 },
  outcome: 'failed' as const,
  reason,
});

describe('FailureReport', () => {
  it('logs nothing when every recipient was reached or is gone', () => {
    const logger = new RecordingLogger();
    const report = new FailureReport<Recipient>(undefined);
    report.reach();
    report.add({ ...failed('410 GoneException'), outcome: 'gone' });
    report.write(logger, 'https://example');
    expect(logger.lines).toEqual([]);
  });

  it('warns when some were not reached, with few reasons however many there are', () => {
    const logger = new RecordingLogger();
    const report = new FailureReport<Recipient>(undefined);
    report.reach();
    for (let index = 0; index < 100; index += 1) report.add(failed(`reason ${index}`, index));
    report.write(logger, 'https://example');
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { endpoint: 'https://example' } }]);
    expect(logger.lines[0]?.fields.reasons).toMatch(/^reason 0 \(1\), .*, other \(92\)$/);
  });

  it('keeps the cause of a failure of all', () => {
    const logger = new RecordingLogger();
    const report = new FailureReport<Recipient>(undefined);
    const cause = new Error('no profile');
    report.add(failed('cannot post: no profile'), cause);
    report.write(logger, 'https://example');
    expect(logger.lines).toMatchObject([{ level: 'error', error: { code: 'unavailable', cause } }]);
  });

  it('survives a listener that throws, and logs it', () => {
    const logger = new RecordingLogger();
    const report = new FailureReport<Recipient>(() => {
      throw new Error('broken listener');
    });
    report.reach();
    report.add(failed('timeout'));
    report.write(logger, 'https://example');
    expect(logger.lines[0]?.fields.reasons).toBe('timeout (1), the listener threw (1)');
  });
});
