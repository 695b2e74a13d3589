import { describe, expect, it } from '@jest/globals';
import { readableLog } from './log-line.js';

const line = (fields: object) =>
  `${JSON.stringify({ level: 'INFO', timestamp: '2026-01-02T03:04:05.678', service: 'chat', ...fields })}\n`;

describe('what functions log, for a person', () => {
  it('is one short line per event', () => {
    const logged =
      line({ message: 'broadcast', room: 'tea', delivered: 3 }) +
      line({
        message: 'sent',
        connectionId: 'c',
        userId: 'ada',
        room: 'tea',
        seq: 7,
        ms: 12,
        duplicate: false,
      });

    expect(readableLog('sendMessage', logged)).toBe(
      '03:04:05  sendMessage  sent  userId=ada room=tea seq=7 ms=12\n',
    );
  });

  it('names the level where it is no information', () => {
    const logged = line({ level: 'WARN', message: 'broadcast', error: { name: 'Timeout' } });

    expect(readableLog('room', logged)).toBe('03:04:05  room  WARN  broadcast  error={"name":"Timeout"}\n');
  });

  it.each(['Error: no\n', '    at file.js:1\n', '[1]\n', '{"level":\n', 'null\n'])(
    'is as it was where it is no log entry: %j',
    (text) => {
      expect(readableLog('room', text)).toBe(`room  ${text}`);
    },
  );

  it('is nothing where nothing was logged', () => {
    expect(readableLog('room', '\n')).toBe('');
  });
});
