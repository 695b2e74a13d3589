import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { RecordingLogger } from '@serverless-ws/chat-domain/in-memory';

import { LazyLogger } from './lazy-logger.js';
import { RequestScope } from './request-scope.js';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('LazyLogger', () => {
  it('loads nothing for a request without a line', async () => {
    const load = jest.fn(async () => new RecordingLogger());
    await new LazyLogger(load).flush();
    expect(load).not.toHaveBeenCalled();
  });

  it('loads once, and writes every line in order: those held, and those that come later', async () => {
    const recorder = new RecordingLogger();
    const load = jest.fn(async () => recorder);
    const logger = new LazyLogger(load);
    const failure = new Error('failure');
    logger.debug('first', { n: 1 });
    logger.info('second');
    logger.warn('third', { n: 3 });
    logger.error('fourth', failure, { n: 4 });
    expect(recorder.lines).toEqual([]);
    await logger.flush();
    logger.info('fifth');
    expect(recorder.lines).toEqual([
      { level: 'debug', message: 'first', fields: { n: 1 } },
      { level: 'info', message: 'second', fields: {} },
      { level: 'warn', message: 'third', fields: { n: 3 } },
      { level: 'error', message: 'fourth', fields: { n: 4 }, error: failure },
      { level: 'info', message: 'fifth', fields: {} },
    ]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('writes a line as part of the request that it was logged in, whichever made it load', async () => {
    const scope = new RequestScope();
    const seen: unknown[] = [];
    const recorder = Object.assign(new RecordingLogger(), {
      info: (message: string) => seen.push([message, scope.fields]),
    });
    const logger = new LazyLogger(async () => recorder);
    scope.run({ requestId: '1', userId: 'ada' }, () => logger.info('one'));
    scope.run({ requestId: '2' }, () => logger.info('two'));
    logger.info('none');
    await logger.flush();
    expect(seen).toEqual([
      ['one', { requestId: '1', userId: 'ada' }],
      ['two', { requestId: '2' }],
      ['none', {}],
    ]);
  });

  it('keeps its lines where it cannot load, says so, and tries again with the next', async () => {
    const said = jest.spyOn(console, 'error').mockReturnValue();
    const recorder = new RecordingLogger();
    const load = jest.fn(async () => recorder).mockRejectedValueOnce(new Error('too many open files'));
    const logger = new LazyLogger(load);
    logger.info('first');
    await expect(logger.flush()).resolves.toBeUndefined();
    expect(said).toHaveBeenCalledWith(
      'cannot log',
      expect.objectContaining({ message: 'too many open files' }),
    );
    expect(recorder.lines).toEqual([]);
    logger.info('second');
    await logger.flush();
    expect(recorder.messages('info')).toEqual(['first', 'second']);
  });

  it('holds no more than the last thousand lines', async () => {
    jest.spyOn(console, 'error').mockReturnValue();
    const recorder = new RecordingLogger();
    const load = jest.fn(async () => recorder).mockRejectedValueOnce(new Error('too many open files'));
    const logger = new LazyLogger(load);
    for (let line = 1; line <= 1_500; line += 1) logger.info(String(line));
    await logger.flush();
    logger.info('1501');
    await logger.flush();
    expect(recorder.lines).toHaveLength(1_000);
    expect(recorder.lines[0]).toMatchObject({ message: '502' });
  });
});
