import { expect, it } from '@jest/globals';
import { RecordingLogger } from './recording-logger.js';

it('keeps what is logged', () => {
  const logger = new RecordingLogger();
  const error = new Error('no');
  logger.debug('a');
  logger.info('b', { n: 1 });
  logger.warn('c');
  logger.error('d', error);
  expect(logger.lines.map(({ level }) => level)).toEqual(['debug', 'info', 'warn', 'error']);
  expect(logger.messages('info')).toEqual(['b']);
  expect(logger.lines.at(-1)).toEqual({ level: 'error', message: 'd', fields: {}, error });
});
