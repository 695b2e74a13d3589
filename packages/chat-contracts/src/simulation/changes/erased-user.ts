import {
  eraseUserOf,
  isVisible,
  LOBBY,
  type LogEntry,
  type UserDataRepository,
} from '@serverless-ws/chat-domain';
import {
  InMemoryMessageGateway,
  inMemoryStores,
  RecordingLogger,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { ChangesSimulation } from './changes-simulation.js';

const USER = 'ada';
const RANGE = { from: 1, order: 'ascending', limit: 1_000, reactions: true } as const;

/**
 * Whatever has happened, all that a user has written is found by their records, and an erasure leaves no id, no text and no
 * reaction of theirs, and all that others wrote. Nothing to check where the stores cannot list records.
 * @throws BrokenPromise
 */
export async function expectErased(simulation: ChangesSimulation, log: readonly LogEntry[]): Promise<void> {
  const { stores } = simulation;
  const { userData, messages } = stores;
  if (userData === undefined) return;
  for (const userId of [USER, 'bob']) await expectFound(userData, userId, log);
  const texts = log.flatMap((entry) => ('text' in entry && entry.sender.id === USER ? [entry.text] : []));
  await erase(simulation, userData);
  const left = await messages.read(LOBBY, { ...RANGE, to: log.at(-1)?.seq ?? 0 });
  const held = (await stores.dump?.()) ?? JSON.stringify(left);
  const found = [...texts, USER].filter((text) => JSON.stringify(left).includes(`"${text}"`));
  if (found.length > 0) throw new BrokenPromise(`not erased from the log: ${found.join(', ')}`);
  const copied = texts.filter((text) => held.includes(`"${text}"`));
  if (copied.length > 0) throw new BrokenPromise(`not erased from the store: ${copied.join(', ')}`);
  if (writtenBy('bob', left).join() !== writtenBy('bob', log).join()) {
    throw new BrokenPromise('an erasure changed what another user wrote');
  }
}

/** Every entry of a user in a log is at a position that a record of theirs names. */
async function expectFound(
  userData: UserDataRepository,
  userId: string,
  log: readonly LogEntry[],
): Promise<void> {
  const { records } = await userData.records(userId, { limit: 1_000 });
  const named = new Set(records.map(({ seq }) => seq));
  for (const entry of log) {
    if (isVisible(entry) && entry.sender.id === userId && !named.has(entry.seq)) {
      throw new BrokenPromise(`no record of ${userId} names the ${entry.kind} at ${entry.seq}`);
    }
  }
}

async function erase({ stores }: ChangesSimulation, userData: UserDataRepository): Promise<void> {
  const { clock, connections, heads, messages } = stores;
  const { moderation, userRooms } = inMemoryStores(clock);
  const [gateway, logger] = [new InMemoryMessageGateway(clock), new RecordingLogger()];
  const ports = { clock, timer: clock, connections, heads, messages, userData, userRooms, moderation };
  await eraseUserOf({ ...ports, gateway, logger }).execute({ userId: USER, isRestored: true });
}

function writtenBy(userId: string, log: readonly LogEntry[]): readonly string[] {
  return log.flatMap((entry) =>
    isVisible(entry) && entry.sender.id === userId
      ? [`${entry.seq} ${entry.kind} ${'text' in entry ? entry.text : ''}`]
      : [],
  );
}
