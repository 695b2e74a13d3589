import {
  createChat,
  isChatError,
  type Chat,
  type LogCursor,
  type ModeratedChatPorts,
  type SendReceipt,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  inMemoryStores,
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate } from '../scheduler.js';
import type { UnreadStores } from './unread-stores.js';
import { EMPTY, expectCount, logStateOf, messagesAbove, type LogState } from './unread-truth.js';

/** The room in which everything happens. */
export const UNREAD_ROOM = 'tea';

/** Codes that a client may get when calls fail and epochs end. */
const EXPECTED = new Set(['unavailable', 'invalid_cursor', 'message_not_found', 'client_message_id_reused']);

/** The writer, and the two devices of the reader; the reader moderates too, so that all of them may delete. */
const WRITER = { connectionId: 'writer', identity: identityOf('bob', { roles: ['moderator'] }) };
const DEVICES = ['phone', 'laptop'].map((connectionId) => ({ connectionId, identity: identityOf('ann') }));

/** What a device does with the chat of one invocation. */
type Act = (chat: Chat, look: () => Promise<LogState>) => Promise<unknown>;

/**
 * A room with a writer and a reader who follows it over two devices, in a chat in which every port call waits for the
 * scheduler. No count of unread messages may be too low, nor count what is no message; no mark may go back.
 */
export class UnreadSimulation {
  readonly scheduler = new Scheduler();
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #stores: UnreadStores;
  readonly #others: Pick<ModeratedChatPorts, 'connections' | 'moderation'>;
  readonly #sent: SendReceipt[] = [];
  #said = 0;
  /** The reader's mark when it was last looked at, and the epochs that marks had before. */
  #mark: LogCursor | undefined;
  readonly #ended = new Set<string>();

  constructor(stores: UnreadStores) {
    this.#stores = stores;
    this.#others = inMemoryStores(stores.clock);
  }

  get clock(): ManualClock {
    return this.#stores.clock;
  }

  /** Lets everybody in, before anything can go wrong. */
  async open(): Promise<void> {
    const chat = this.#chat(({ proceed }) => proceed());
    for (const caller of [WRITER, ...DEVICES]) {
      await chat.connect.execute(caller);
      await chat.joinRoom.execute({ ...caller, room: UNREAD_ROOM, follow: caller !== WRITER });
    }
  }

  /** The writer sends a message: a new one, or one of the last three once more. */
  say(again: number): Promise<void> {
    if (again % 4 !== 0 || this.#said === 0) this.#said += 1;
    const number = again % 4 === 0 ? Math.max(1, this.#said - again / 4) : this.#said;
    const message = { kind: 'message', text: `message ${number}`, clientMessageId: `m-${number}` } as const;
    return this.#invoke('say', async ({ sendMessage }) => {
      this.#sent.push(await sendMessage.execute({ ...WRITER, ...message, room: UNREAD_ROOM }));
    });
  }

  /** The writer deletes one of their messages. */
  delete(index: number): Promise<void> {
    const sent = this.#sent[index % Math.max(1, this.#sent.length)];
    if (sent === undefined) return Promise.resolve();
    const { seq, id } = sent;
    return this.#invoke('delete', async ({ moderation }) =>
      moderation?.deleteMessage.execute({ ...WRITER, room: UNREAD_ROOM, seq, id }),
    );
  }

  /** A device reads the log, and fills what stayed empty. */
  async read(device: number, from: number): Promise<void> {
    const { epoch } = await this.#log();
    const after = { epoch: epoch ?? '', seq: from };
    await this.#invoke('read', (chat) =>
      chat.listMessages.execute({ ...deviceOf(device), room: UNREAD_ROOM, after, limit: 100 }),
    );
  }

  /** A device marks a position below the head as read, in the epoch that it knows. */
  async mark(device: number, back: number): Promise<void> {
    const { epoch, head } = await this.#log();
    const upTo = { epoch: epoch ?? '', seq: Math.max(0, head - back) };
    await this.#invoke('mark', async ({ rooms }) =>
      rooms?.markRead.execute({ ...deviceOf(device), room: UNREAD_ROOM, upTo }),
    );
  }

  /** A device asks for the rooms of its user. */
  async list(device: number): Promise<void> {
    const before = await this.#log();
    await this.#invoke('list', async ({ rooms }, look) => {
      const page = await rooms?.list.execute(deviceOf(device));
      const after = await look();
      const summary = page?.rooms[0];
      if (summary === undefined) throw new BrokenPromise('a room that is followed is not in the list');
      expectCount(summary, before, after);
    });
  }

  /** An operator restores the table, so that a new epoch begins. */
  async startEpoch(): Promise<void> {
    await this.#stores.messages.startEpoch(UNREAD_ROOM, this.#ids.next());
  }

  /** Looks at the mark: it never goes back, nor to an epoch that it had left. */
  async lookAtMark(): Promise<void> {
    const mark = (await this.#stores.userRooms.find('ann', UNREAD_ROOM))?.mark;
    const known = this.#mark;
    this.#mark = mark;
    if (known === undefined || known.epoch === mark?.epoch) {
      if ((mark?.seq ?? 0) < (known?.seq ?? 0)) this.broken ??= new BrokenPromise('a mark went back');
      return;
    }
    this.#ended.add(known.epoch);
    if (mark === undefined || this.#ended.has(mark.epoch)) {
      this.broken ??= new BrokenPromise('a mark went back to an epoch that it had left');
    }
  }

  /** At rest, once a reader has read the whole log, a count is exact. */
  async expectExact(): Promise<void> {
    const chat = this.#chat(({ proceed }) => proceed());
    const page = await chat.rooms?.list.execute(deviceOf(0));
    const log = await this.#log();
    const { read = 0, unread = 0 } = page?.rooms[0] ?? {};
    const exact = messagesAbove(log, read);
    if (unread === exact) return;
    this.broken ??= new BrokenPromise(`not exact: ${unread} unread above ${read}, of ${exact}`);
  }

  /** Runs a use case as an invocation of its own. */
  #invoke(name: string, act: Act): Promise<void> {
    return this.scheduler.start(name, async (gate) => {
      try {
        const look = async () => {
          const looked: LogState[] = [];
          await gate({ method: 'look', args: [], proceed: async () => looked.push(await this.#log()) });
          return looked[0] ?? EMPTY;
        };
        await act(this.#chat(gate), look);
      } catch (error) {
        if (error instanceof BrokenPromise) this.broken ??= error;
        else if (!isChatError(error) || !EXPECTED.has(error.code))
          this.broken ??= new BrokenPromise(`unexpected failure in ${name}`, { cause: error });
      }
    });
  }

  #log(): Promise<LogState> {
    return logStateOf(this.#stores.messages, UNREAD_ROOM);
  }

  #chat(gate: Gate): Chat {
    const { messages, userRooms, inject = (ports) => ports } = this.#stores;
    const gated = { messages: intercept(messages, gate), userRooms: intercept(userRooms, gate) };
    const all: ModeratedChatPorts = {
      // What is not under test is in memory, and happens at once.
      ...this.#others,
      ...inject(gated),
      gateway: new InMemoryMessageGateway(this.clock),
      clock: this.clock,
      ids: this.#ids,
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    };
    return createChat(all);
  }
}

function deviceOf(index: number) {
  const device = DEVICES[index % DEVICES.length];
  if (device === undefined) throw new RangeError('The reader has devices.');
  return device;
}
