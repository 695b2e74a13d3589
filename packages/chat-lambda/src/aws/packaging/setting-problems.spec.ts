import { describe, expect, it } from '@jest/globals';

import { settingProblems, shellProblems, unreadSettings } from './setting-problems.js';

const url = { 'Fn::Sub': 'https://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/dev' };

describe('the settings that functions would refuse', () => {
  it('are none of an environment as a template declares it', () => {
    const declared = {
      CHAT_API_ID: { Ref: 'WebsocketsApi' },
      CHAT_TABLE: { Ref: 'ChatTable' },
      CHAT_CALLBACK_URL: url,
      CHAT_CONNECTIONS_PER_USER: 50,
      CHAT_RETENTION_DAYS: '30',
      CHAT_FLOOD_MESSAGES: '10',
      CHAT_FLOOD_WINDOW_SECONDS: '',
      CHAT_AUDIT_RETENTION_DAYS: null,
      CHAT_POSTS_PER_SECOND: '{{resolve:ssm:/rate}}',
      BROADCAST_QUEUE_URL: { Ref: 'BroadcastQueue' },
      OTHER: true,
    };
    expect(settingProblems(declared)).toEqual([]);
    expect(settingProblems({})).toEqual([]);
  });

  it.each([
    [{ CHAT_FLOOD_MESAGES: '5' }, 'CHAT_FLOOD_MESAGES is not a setting'],
    [{ CHAT_TABEL: { Ref: 'ChatTable' } }, undefined],
    [{ BROADCAST_QUEUE: 'x' }, 'BROADCAST_QUEUE is not a setting'],
    [{ CHAT_API_ID: 'my-api' }, 'CHAT_API_ID is not the id of an API'],
    [{ CHAT_CALLBACK_URL: 'wss://x' }, 'CHAT_CALLBACK_URL is not an http(s) address'],
    [{ CHAT_CONNECTIONS_PER_USER: '5' }, 'CHAT_CALLBACK_URL is missing'],
    [{ CHAT_FLOOD_MESSAGES: 'ten' }, 'CHAT_FLOOD_MESSAGES is not a whole number from 0 to 100000'],
    [
      { CHAT_FLOOD_MESSAGES: '10', CHAT_FLOOD_HARD_LIMIT: '5' },
      'CHAT_FLOOD_HARD_LIMIT is not above CHAT_FLOOD_MESSAGES',
    ],
    [{ CHAT_AUDIT_RETENTION_DAYS: '-1' }, 'CHAT_AUDIT_RETENTION_DAYS is not a whole number from 1 to 3650'],
    [{ CHAT_POST_TIMEOUT_MS: '1' }, 'CHAT_POST_TIMEOUT_MS is not a whole number from 100 to 25000'],
    [{ CHAT_POSTS_PER_SECOND: '0' }, 'CHAT_POSTS_PER_SECOND is not a whole number from 1 to 1000000'],
    [{ CHAT_EVENTS_TO: '', CHAT_EVENTS_QUEUE_URL: { Ref: 'EventsQueue' } }, 'CHAT_EVENTS_TO is missing'],
    [{ CHAT_EVENTS_TO: '', CHAT_EVENTS_QUEUE_URL: '' }, undefined],
    [{ CHAT_EVENTS_FROM: 'tea' }, 'CHAT_EVENTS_FROM takes lobby, public, private, direct'],
    [{ CHAT_TABLE: '${self:service}' }, 'CHAT_TABLE holds ${…}, which deployment tools replace'],
  ])('are of %j', (declared, line) => {
    expect(settingProblems(declared)).toEqual(line === undefined ? [] : [line]);
  });
});

describe('the settings of a shell that would get lost', () => {
  it('are names that no function knows, and values that would change', () => {
    const shell = {
      PATH: '/',
      JWT: 'token',
      CHAT_FLOOD_MESAGES: '',
      JWT_ISSUER: 'x${env:HOME}',
      JWT_SECRET: 'a${',
    };
    expect(shellProblems(shell)).toEqual([
      'CHAT_FLOOD_MESAGES is not a setting',
      'JWT_ISSUER holds ${…}, which deployment tools replace',
    ]);
  });

  it('are, too, those that no function gets', () => {
    const shell = { PATH: '/', JWT_ISSUER: 'x', JWT_AUDIENCE: '', CHAT_POST_TIMEOUT_MS: '500' };
    expect(unreadSettings(shell, [{ JWT_ISSUER: 'x' }, {}])).toEqual([
      'CHAT_POST_TIMEOUT_MS is set, but no function gets it',
    ]);
  });
});
