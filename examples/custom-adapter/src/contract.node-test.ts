// The same contract with Node's own test runner: `npm run test:node`.
import { describe, it } from 'node:test';
import { connectionRepositoryContract, testContract } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import sqlite from 'node-sqlite3-wasm';
import { SqliteConnectionRepository } from './sqlite-connection-repository.js';

describe('a ConnectionRepository on SQLite, with node:test,', () => {
  testContract(it, connectionRepositoryContract, () => {
    const [database, clock] = [new sqlite.Database(), new ManualClock()];
    const repository = new SqliteConnectionRepository(database, clock);
    return { repository, clock, close: () => database.close() };
  });
});
