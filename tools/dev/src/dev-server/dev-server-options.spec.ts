import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { devServerOptions } from './dev-server-options.js';

describe('the flags of npm start', () => {
  it('may all be left out', () => {
    expect(devServerOptions([])).toEqual({
      port: 3001,
      webPort: 3000,
      page: true,
      stage: 'dev',
      queue: false,
      json: false,
      verbose: false,
    });
  });

  it('choose a port, a folder, a stage and the output', () => {
    expect(
      devServerOptions([
        '--port',
        '0',
        '--no-page',
        '--data',
        'kept',
        '--stage',
        'prod',
        '--queue',
        '--json',
        '--verbose',
      ]),
    ).toEqual({
      port: 0,
      webPort: 0,
      page: false,
      dataDir: resolve('kept'),
      stage: 'prod',
      queue: true,
      json: true,
      verbose: true,
    });
  });

  it.each([
    [['--port', 'http'], '--port takes a number from 0 to 65535, not "http"'],
    [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536"'],
    [['--port', '-1'], '--port takes a number from 0 to 65535, not "-1"'],
    [['--web-port', 'x'], '--web-port takes a number from 0 to 65535, not "x"'],
    [['--data', ''], '--data is empty: it takes a folder'],
    [['--stage', 'a b'], '--stage takes letters, digits, dashes and underscores, not "a b"'],
    [['--prot', '1'], "Unknown option '--prot'"],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => devServerOptions(argv)).toThrow(new CommandError(line));
  });
});
