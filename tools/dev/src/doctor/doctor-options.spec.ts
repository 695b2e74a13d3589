import { describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { doctorOptions } from './doctor-options.js';

const local = [
  '--url',
  'ws://a/dev',
  '--callback',
  'http://a/dev',
  '--table',
  'chat',
  '--endpoint',
  'http://b',
];

describe('the options of doctor', () => {
  it('name a stack by its stage, and its service where that is another', () => {
    expect(doctorOptions(['--stage', 'prod'])).toEqual({
      place: { stack: 'serverless-ws-chat-prod', stage: 'prod' },
    });
    const flags = ['--stage', 'dev', '--service', 'acme', '--region', 'eu-west-1', '--token', 'a.b.c'];
    expect(doctorOptions(flags)).toEqual({
      place: { stack: 'acme-dev', stage: 'dev', region: 'eu-west-1' },
      token: 'a.b.c',
    });
  });

  it('name the parts of a local one', () => {
    const place = { url: 'ws://a/dev', callback: 'http://a/dev', table: 'chat', endpoint: 'http://b' };
    expect(doctorOptions(local)).toEqual({ place });
    expect(doctorOptions([...local, '--queues', 'http://c'])).toEqual({
      place: { ...place, queues: 'http://c' },
    });
  });

  it.each([[[]], [local.slice(2)], [['--stage', '']], [['--stagge', 'dev']]])(
    'are refused in one line: %j',
    (argv) => {
      expect(() => doctorOptions(argv)).toThrow(CommandError);
    },
  );
});
