import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectionRepositoryContract, testContract } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import sqlite from 'node-sqlite3-wasm';
import { SqliteConnectionRepository } from './sqlite-connection-repository.js';

describe('a ConnectionRepository on SQLite, with Jest,', () => {
  testContract(it, connectionRepositoryContract, () => {
    const [database, clock] = [new sqlite.Database(), new ManualClock()];
    const repository = new SqliteConnectionRepository(database, clock);
    return { repository, clock, close: () => database.close() };
  });

  it('reads from disk what another process wrote', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'custom-adapter-'));
    const clock = new ManualClock();
    const identity = { userId: 'ada', name: 'Ada', roles: ['admin'], expiresAt: null };
    const times = { connectedAt: clock.now(), expiresAt: clock.now() + 1_000 };
    const connection = { connectionId: 'c1', identity, ...times, memberships: [{ room: 'lobby', shard: 0 }] };
    const open = () => new sqlite.Database(join(folder, 'chat.sqlite'));
    const [before, after] = [open(), open()];
    try {
      await new SqliteConnectionRepository(before, clock).add(connection);
      const again = new SqliteConnectionRepository(after, clock);
      await expect(again.find('c1')).resolves.toEqual(connection);
    } finally {
      before.close();
      after.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('changes nothing when it fails half-way', async () => {
    const [database, clock] = [new sqlite.Database(), new ManualClock()];
    const repository = new SqliteConnectionRepository(database, clock);
    const identity = { userId: 'ada', name: 'Ada', roles: [], expiresAt: null };
    const times = { connectedAt: clock.now(), expiresAt: clock.now() + 1_000 };
    const memberships = [{ room: 'lobby', shard: 0.5 }];
    await expect(repository.add({ connectionId: 'c1', identity, ...times, memberships })).rejects.toThrow();
    await expect(repository.find('c1')).resolves.toBeNull();
    database.close();
  });
});
