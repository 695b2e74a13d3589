import {
  createChat,
  isChatError,
  LIMITS,
  type Chat,
  type Identity,
  type MessageGateway,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  inMemoryStores,
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate } from '../scheduler.js';
import type { DirectNote } from './direct-note.js';
import type { ReportsPorts, ReportsStores } from './reports-stores.js';

const ADA = identityOf('ada');
const BOB = identityOf('bob');
const MODERATOR = identityOf('mod', { roles: ['moderator'] });
const EVE = identityOf('eve');

/** How long messages are kept, in milliseconds. */
const RETENTION = LIMITS.retentionMinimum;

/** No member of this simulation is connected: what reaches whom is another one's. */
const SILENT: MessageGateway = {
  probe: async () => 'unknown',
  disconnect: async () => undefined,
  deliver: async () => ({ delivered: 0, gone: 0, failed: 0 }),
};

/**
 * Ada writes to Bob, Bob reports some of it, and a moderator, and Eve, who is none, try to delete each message by its id: in a
 * chat in which every port call waits for the scheduler.
 */
export class ReportsSimulation {
  readonly scheduler = new Scheduler();
  readonly notes: DirectNote[] = [];
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #moderation: ReturnType<typeof inMemoryStores>['moderation'];

  constructor(readonly stores: ReportsStores) {
    this.#moderation = inMemoryStores(stores.clock).moderation;
  }

  get clock(): ManualClock {
    return this.stores.clock;
  }

  say(): Promise<void> {
    return this.#invoke('say', async (chat) => {
      const clientMessageId = this.#ids.next();
      const content = { with: 'bob', text: `text of ${clientMessageId}`, clientMessageId };
      const own = { ...callerOf(ADA), ...content, kind: 'message' } as const;
      const { seq, id, room, sentAt } = await chat.sendMessage.execute(own);
      this.notes.push({ seq, id, room, expiresAt: sentAt + RETENTION, report: 'none', isDeleted: false });
    });
  }

  report(index: number): Promise<void> {
    const note = this.note(index);
    if (note === undefined) return Promise.resolve();
    if (note.report === 'none') note.report = 'begun';
    const { seq, id } = note;
    return this.#invoke('report', async ({ moderation }) => {
      await moderation?.report.execute({ ...callerOf(BOB), with: 'ada', seq, id });
      note.report = 'done';
    });
  }

  /** Deletes a message by its id, as a moderator, or as Eve. */
  moderate(index: number, by = MODERATOR): Promise<void> {
    const note = this.note(index);
    if (note === undefined) return Promise.resolve();
    const { seq, id, report } = note;
    return this.#invoke('moderate', async ({ moderation }) => {
      try {
        await moderation?.deleteMessage.execute({ ...callerOf(by), seq, id });
      } catch (error) {
        if (isChatError(error) && error.code === 'message_not_found' && report === 'done') this.#missed(note);
        throw error;
      }
      if (note.report === 'none') this.#break(`not reported, and deleted: ${id}`);
      if (by !== MODERATOR) this.#break(`deleted by ${by.userId}: ${id}`);
      note.isDeleted = true;
    });
  }

  /** Eve tries the same. */
  meddle(index: number): Promise<void> {
    return this.moderate(index, EVE);
  }

  note(index: number): DirectNote | undefined {
    return this.notes[index % Math.max(1, this.notes.length)];
  }

  #missed({ id, expiresAt }: DirectNote): void {
    if (expiresAt > this.clock.now()) this.#break(`report lost: no moderator finds ${id}`);
  }

  #break(what: string): void {
    this.broken ??= new BrokenPromise(what);
  }

  #invoke(name: string, act: (chat: Chat) => Promise<void>): Promise<void> {
    return this.scheduler.start(name, async (gate) => {
      try {
        await act(this.#chat(gate));
      } catch (error) {
        if (!isChatError(error) || error.code === 'internal')
          this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
      }
    });
  }

  #chat(gate: Gate): Chat {
    const { connections, heads, messages, reported, audit, inject = sound } = this.stores;
    const ports = inject({
      messages: intercept(messages, gate),
      reported: intercept(reported, gate),
      audit: intercept(audit, gate),
    });
    const parts = {
      clock: this.clock,
      ids: this.#ids,
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    };
    const moderation = { ...this.#moderation, reported: ports.reported, audit: ports.audit };
    return createChat(
      {
        ...{ ...parts, gateway: SILENT, messages: ports.messages, moderation },
        connections: intercept(connections, gate),
        heads: intercept(heads, gate),
      },
      { retention: RETENTION },
    );
  }
}

function sound(ports: ReportsPorts): ReportsPorts {
  return ports;
}

function callerOf(identity: Identity) {
  return { identity, connectionId: identity.userId };
}
