import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  documentClient,
  DynamoRoomHeadRepository,
  SdkTableClient,
  tableDefinition,
} from '@serverless-ws/chat-dynamo';
import { startLocalDatabase, type LocalDatabase } from '@serverless-ws/local-stack/local-database.js';
import { noteErasure } from '../erase-user/erasure-record.js';
import { LOCAL, startBackupServer, type BackupServer } from './fixtures/backup-server.js';
import { Patience } from './patience.js';
import { restoreOptions } from './restore-options.js';
import { restoreTable } from './restore-table.js';

const DAY = 24 * 3_600_000;
const ROOMS = ['lobby', 'private.board', 'dm.x', 'tea', 'coffee'];

describe('restore', () => {
  let database: LocalDatabase;
  let server: BackupServer;
  let at: string;
  let client: DynamoDBClient;
  let lines: string[];
  let erasedAgain: string[];
  let folder: string | undefined;
  const sdks: { destroy(): void }[] = [];

  beforeEach(async () => {
    database = await startLocalDatabase([{ ...tableDefinition('chat'), TableName: 'chat' }], undefined);
    server = await startBackupServer(database.endpoint);
    client = new DynamoDBClient({ ...LOCAL, endpoint: server.endpoint });
    [lines, erasedAgain] = [[], []];
    const heads = headsOf('chat');
    const now = Date.now();
    for (const room of ROOMS) await heads.reserveNext(room, `old-${room}`, now, now + DAY);
    at = (await server.operations.keep('chat')).toISOString();
    await heads.reserveNext('later', 'old', now, now + DAY);
  });
  afterEach(async () => {
    for (const one of [client, ...sdks.splice(0)]) one.destroy();
    if (folder !== undefined) rmSync(folder, { recursive: true });
    folder = undefined;
    await server.close();
    await database.close();
  });

  function headsOf(table: string): DynamoRoomHeadRepository {
    const sdk = documentClient({ ...LOCAL, endpoint: server.endpoint });
    sdks.push(sdk);
    return new DynamoRoomHeadRepository({ client: new SdkTableClient(sdk), table, clock: Date });
  }

  const restore = (...argv: readonly string[]) => {
    const options = restoreOptions(argv);
    const heads = headsOf(options.table);
    const patience = new Patience(() => Promise.resolve());
    const erase = async (userId: string) => erasedAgain.push(userId);
    return restoreTable({ client, heads, erase, patience, print: (line) => lines.push(line) }, options);
  };
  const whole = () => restore('--from', 'chat', '--to', 'copy', '--at', at.replace('.000Z', 'Z'));
  const epochs = async (table: string) => {
    const found = await headsOf(table).findAll(ROOMS);
    return new Map(found.map(({ room, epoch }) => [room, epoch]));
  };

  it('makes a copy of a table as it was, with all settings, and a new epoch in every room', async () => {
    await whole();
    expect(server.operations.state('copy')).toMatchObject({
      expiresBy: 'ttl',
      hasBackups: true,
      isProtected: true,
    });
    expect([...server.operations.state('copy').tags]).toEqual([
      ['service', 'chat'],
      ['stage', 'prod'],
    ]);
    const renewed = await epochs('copy');
    expect([...renewed.keys()].sort()).toEqual([...ROOMS].sort());
    for (const [room, epoch] of renewed) expect(epoch).not.toBe(`old-${room}`);
    expect(new Set(renewed.values()).size).toBe(ROOMS.length);
    expect(await headsOf('copy').find('later')).toBeNull();
    expect((await headsOf('copy').find('lobby'))?.seq).toBe(1);
    expect((await headsOf('chat').find('lobby'))?.epoch).toBe('old-lobby');
    expect(lines).toContain(
      `copy: every room has a new epoch: ${ROOMS.length} from this run, 0 from an earlier one`,
    );
    expect(lines.filter((line) => line.includes('being restored'))).toHaveLength(2);
    expect(server.asked).not.toContain('Scan');
  });

  it('erases again who was erased since, before rooms are read anew', async () => {
    folder = mkdtempSync(join(tmpdir(), 'erasures-'));
    const file = join(folder, 'erasures.jsonl');
    const time = Date.parse(at);
    noteErasure(file, { userId: 'earlier', startedAt: time - 9_000, finishedAt: time - 1_000 });
    noteErasure(file, { userId: 'later', startedAt: time + 1_000, finishedAt: time + 9_000 });
    noteErasure(file, { userId: 'cut', startedAt: time - 9_000 });
    await restore('--from', 'chat', '--to', 'copy', '--at', at.replace('.000Z', 'Z'), '--erasures', file);
    expect(erasedAgain).toEqual(['later', 'cut']);
    const [erased, renewed] = ['2 users erased again', 'new epoch'].map((said) =>
      lines.findIndex((line) => line.includes(said)),
    );
    expect(erased).toBeLessThan(renewed ?? 0);
  });

  it('changes nothing where it is repeated', async () => {
    await whole();
    const before = await epochs('copy');
    lines.length = 0;
    await whole();
    expect(await epochs('copy')).toEqual(before);
    expect(lines).toEqual(
      expect.arrayContaining([
        'copy: there already, a copy of chat',
        'copy: time to live is on',
        'copy: point-in-time recovery is on',
        'copy: deletion protection is on',
        `copy: every room has a new epoch: 0 from this run, ${ROOMS.length} from an earlier one`,
      ]),
    );
  });

  it('goes on where it was interrupted, whichever request was the last', async () => {
    const all = ['RestoreTableToPointInTime', 'UpdateTimeToLive', 'UpdateContinuousBackups', 'UpdateTable'];
    for (const last of [...all, 'TagResource', 'UpdateItem']) {
      let isCut = false;
      server.onAsked = (operation) => {
        isCut ||= operation === last;
        if (isCut) throw new Error('cut');
      };
      client.config.maxAttempts = async () => 1;
      await expect(whole()).rejects.toThrow();
      server.onAsked = () => undefined;
    }
    await whole();
    expect([...(await epochs('copy')).values()].filter((epoch) => epoch.startsWith('old'))).toEqual([]);
    expect(server.operations.state('copy')).toMatchObject({
      expiresBy: 'ttl',
      hasBackups: true,
      isProtected: true,
    });
  });

  it('makes a table ready that is there already, and leaves protection off where that is asked', async () => {
    await restore('--table', 'chat', '--tags', 'stage=dev', '--unprotected');
    expect([...(await epochs('chat')).values()].filter((epoch) => epoch.startsWith('old'))).toEqual([]);
    expect(server.operations.state('chat')).toMatchObject({ isProtected: false });
    expect(server.operations.state('chat').tags.get('stage')).toBe('dev');
    await expect(restore('--table', 'none')).rejects.toThrow('there is no table none');
  });

  it('touches no table that is something else', async () => {
    await restore('--from', 'chat', '--to', 'copy', '--latest');
    const asked = server.asked.length;
    await expect(restore('--from', 'chat', '--to', 'copy', '--at', '2020-01-01T00:00:00Z')).rejects.toThrow(
      'copy is there already, and is a copy of chat at another time',
    );
    await expect(restore('--from', 'copy', '--to', 'chat', '--latest')).rejects.toThrow(
      'chat is there already, and is no copy of copy',
    );
    expect(server.asked.slice(asked)).toEqual(['DescribeTable', 'DescribeTable']);
  });

  it('says what DynamoDB says of a time that it cannot restore', async () => {
    const early = restore('--from', 'chat', '--to', 'copy', '--at', '2020-01-01T00:00:00Z');
    await expect(early).rejects.toMatchObject({ name: 'InvalidRestoreTimeException' });
  });
});
