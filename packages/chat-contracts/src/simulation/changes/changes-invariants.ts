import { LOBBY, type LogEntry, type Reaction } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { ChangesSimulation } from './changes-simulation.js';
import { ChangingClient } from './changing-client.js';
import { expectErased } from './erased-user.js';
import { lineOf, ShownLog } from './shown-log.js';

/** Longer than any position stays in flight, in milliseconds. */
const REST = 11_000;
/** Rounds after which a client that still misses something counts as missing it for ever. */
const PATIENCE = 80;

/**
 * Lets everything come to rest: frozen invocations resume and run to their end, every client sends again what has no final
 * answer, and reads until it has the whole log. Then all show the same: those who followed, and one who only reads pages. In the end
 * one of them is erased.
 * @throws BrokenPromise
 */
export async function comeToAgree(simulation: ChangesSimulation): Promise<void> {
  const { scheduler, clock, clients } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  for (const client of clients) await sendAll(simulation, client);
  clock.advance(REST);
  const fresh = new ChangingClient('eve');
  for (const client of [...clients, fresh]) await readAll(simulation, client);
  if (simulation.broken) throw simulation.broken;
  const log = await wholeLog(simulation);
  expectOnce(simulation, log);
  await expectForgotten(simulation, log);
  const truth = truthOf(simulation, log);
  const ids = log.filter(isMessageOrTombstone).map(({ id }) => id);
  for (const client of [...clients, fresh]) {
    expectSame(`${client.userId} shows`, client.shown.lines(ids), truth);
  }
  const pages = new ShownLog();
  for (const entry of log) if (isMessageOrTombstone(entry)) pages.add(entry);
  expectSame('pages alone show', pages.lines(ids), truth);
  await expectErased(simulation, log);
}

async function sendAll(simulation: ChangesSimulation, client: ChangingClient): Promise<void> {
  for (let round = 0; client.pending.size > 0; round += 1) {
    if (round > PATIENCE) throw simulation.broken ?? new BrokenPromise('never answered');
    await simulation.retry(client, 0);
    await simulation.scheduler.finish();
  }
}

async function readAll(simulation: ChangesSimulation, client: ChangingClient): Promise<void> {
  for (let round = 0; round < PATIENCE; round += 1) {
    await simulation.after(client);
    await simulation.scheduler.finish();
    await simulation.before(client);
    await simulation.scheduler.finish();
    const head = await simulation.stores.heads.find(LOBBY);
    const { cursor } = client;
    if (head === null) return;
    if (cursor?.epoch === head.epoch && cursor.seq === head.seq && !client.pagesBack) return;
  }
  throw simulation.broken ?? new BrokenPromise(`never caught up: ${client.userId}`);
}

/** All that is left in the log, as pages read it. */
async function wholeLog({ stores: { heads, messages } }: ChangesSimulation): Promise<readonly LogEntry[]> {
  const head = await heads.find(LOBBY);
  const range = { from: 1, to: head?.seq ?? 0, order: 'ascending', limit: 1_000, reactions: true } as const;
  return messages.read(LOBBY, range);
}

function isMessageOrTombstone(
  entry: LogEntry,
): entry is Extract<LogEntry, { kind: 'message' | 'tombstone' }> {
  return entry.kind === 'message' || entry.kind === 'tombstone';
}

/** Every acknowledged change is at its position, if it has not expired, and nowhere else. */
function expectOnce({ acknowledged }: ChangesSimulation, log: readonly LogEntry[]): void {
  const positions = new Map<string, number>();
  for (const entry of log) {
    if (!('clientMessageId' in entry) || entry.clientMessageId === undefined) continue;
    const earlier = positions.get(entry.clientMessageId);
    if (earlier !== undefined) {
      throw new BrokenPromise(`doubled: ${entry.clientMessageId} is at ${earlier} and at ${entry.seq}`);
    }
    positions.set(entry.clientMessageId, entry.seq);
  }
  const lowest = log[0]?.seq ?? Infinity;
  for (const [id, { seq }] of acknowledged) {
    if (seq >= lowest && positions.get(id) !== seq) {
      throw new BrokenPromise(`lost: ${id} was acknowledged at ${seq}, and is at ${positions.get(id)}`);
    }
  }
}

/** No text of a deleted message is left, its edits included. */
async function expectForgotten(
  { stores, texts }: ChangesSimulation,
  log: readonly LogEntry[],
): Promise<void> {
  const held = (await stores.dump?.()) ?? JSON.stringify(log);
  for (const entry of log) {
    if (entry.kind !== 'tombstone') continue;
    for (const [id, { text, target }] of texts) {
      const isOfIt = target === entry.id || id === entry.clientMessageId;
      if (isOfIt && held.includes(`"${text}"`)) throw new BrokenPromise(`not forgotten: ${text}`);
    }
  }
}

/** What has to be shown: by the entries of the log and by what clients asked for, and not by what messages say. */
function truthOf({ texts }: ChangesSimulation, log: readonly LogEntry[]): readonly string[] {
  return log.filter(isMessageOrTombstone).map((message) => {
    if (message.kind === 'tombstone') return `${message.id}: deleted`;
    const edit = log.findLast((entry) => entry.kind === 'edit' && entry.target.id === message.id);
    const last = edit ?? message;
    const own = 'clientMessageId' in last ? (last.clientMessageId ?? '') : '';
    const changes = log.filter((entry) => entry.kind === 'reaction' && entry.target.id === message.id);
    return lineOf(message.id, texts.get(own)?.text ?? '', usersOf(changes.filter(isReaction)));
  });
}

function isReaction(entry: LogEntry): entry is Reaction {
  return entry.kind === 'reaction';
}

function usersOf(changes: readonly Reaction[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const { reaction, sender, on } of changes) {
    const own = users.get(reaction) ?? new Set<string>();
    users.set(reaction, own);
    if (on) own.add(sender.id);
    else own.delete(sender.id);
  }
  return users;
}

function expectSame(who: string, lines: readonly string[], truth: readonly string[]): void {
  if (lines.join('\n') === truth.join('\n')) return;
  throw new BrokenPromise(`${who}\n${lines.join('\n')}\nand the log says\n${truth.join('\n')}`);
}
