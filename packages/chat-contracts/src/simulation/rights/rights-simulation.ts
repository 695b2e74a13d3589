import {
  createChat,
  isChatError,
  type Chat,
  type ModeratedChatPorts,
  type Recipient,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate, type Invocation } from '../scheduler.js';
import { RightsNetwork, type Ends } from './rights-network.js';
import { RightsOracle, type Listener } from './rights-oracle.js';
import type { RightsStores } from './rights-stores.js';

/** The private room in which everything happens. */
export const PRIVATE_ROOM = 'private.den';

/** Milliseconds that the token of the brief member lasts. */
const BRIEF = 20_000;

/** Codes that a client may get when calls fail and rights end. */
const EXPECTED = new Set([
  'unavailable',
  'connection_gone',
  'not_joined',
  'forbidden',
  'token_expired',
  'banned',
]);

/** What the moderation of a chat offers. */
type Moderation = NonNullable<Chat['moderation']>;

/** Who sent a request. */
type Caller = { readonly connectionId: string; readonly identity: Listener['identity'] };

/** What may be done with the chat of one invocation. */
type Act = (chat: Chat, moderation: Moderation, caller: Caller, invocation: Invocation) => Promise<unknown>;

/**
 * A private room with a host, two connections of a guest and a member whose token is brief, in a chat in which every port
 * call waits for the scheduler. No broadcast may read a member who may not read, nor post past a member's end, nor later
 * than a second after an invitation was taken back.
 */
export class RightsSimulation {
  readonly scheduler = new Scheduler();
  readonly host: Listener = { isGuest: false, connectionId: null, identity: identityOf('host') };
  readonly listeners: readonly Listener[];
  readonly network: RightsNetwork;
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #oracle: RightsOracle;
  readonly #ids = new SequentialIds();
  readonly #stores: RightsStores;

  constructor(stores: RightsStores) {
    this.#stores = stores;
    const guest = (): Listener => ({ isGuest: true, connectionId: null, identity: identityOf('guest') });
    const brief: Listener = { isGuest: false, connectionId: null, identity: identityOf('brief') };
    this.listeners = [guest(), guest(), brief, this.host];
    this.#oracle = new RightsOracle(stores.clock);
    this.network = new RightsNetwork(stores.clock, this.listeners, this.#oracle);
  }

  get clock(): ManualClock {
    return this.#stores.clock;
  }

  connect(listener: Listener): Promise<void> {
    if (listener.connectionId !== null) return Promise.resolve();
    const caller = { connectionId: this.#ids.next(), identity: this.#freshIdentity(listener) };
    return this.#invoke('connect', listener, caller, async (chat) => {
      await chat.connect.execute(caller);
      // Only now does the gateway let its frames through.
      if (listener.connectionId !== null) return;
      Object.assign(listener, caller);
      this.#oracle.connect(listener, caller.connectionId);
    });
  }

  /** The socket breaks, and the chat is not told. */
  cut(listener: Listener): void {
    listener.connectionId = null;
  }

  join(listener: Listener): Promise<void> {
    return this.#askAllowed('join', listener, (chat, _, caller) =>
      chat.joinRoom.execute({ ...caller, room: PRIVATE_ROOM }),
    );
  }

  leave(listener: Listener): Promise<void> {
    return this.#ask('leave', listener, (chat, _, caller) =>
      chat.leaveRoom.execute({ ...caller, room: PRIVATE_ROOM }),
    );
  }

  list(listener: Listener): Promise<void> {
    return this.#askAllowed('list', listener, (chat, _, caller) =>
      chat.listMessages.execute({ ...caller, room: PRIVATE_ROOM }),
    );
  }

  say(listener: Listener, text = 'secret'): Promise<void> {
    return this.#askAllowed('say', listener, (chat, _, caller) =>
      chat.sendMessage.execute({ ...caller, room: PRIVATE_ROOM, kind: 'message', text }),
    );
  }

  /** The host invites the guest, or takes the invitation back. */
  invite(until: number): Promise<void> {
    return this.#ask('invite', this.host, async (_, { invite }, caller, invocation) => {
      let hasEnded = false;
      const carriedOut = this.#oracle.decide({ until, isOver: () => hasEnded || invocation.isDead });
      try {
        await invite.execute({ ...caller, room: PRIVATE_ROOM, userId: 'guest', until });
        carriedOut();
      } finally {
        hasEnded = true;
      }
    });
  }

  ban(listener: Listener, until: number): Promise<void> {
    const { userId } = listener.identity;
    return this.#ask('ban', this.host, async (_, { ban }, caller) => {
      const open = this.#oracle.connectionsOf(userId);
      await ban.execute({ ...caller, userId, until });
      if (until > this.clock.now()) this.#oracle.ban(open);
    });
  }

  #askAllowed(name: string, listener: Listener, act: Act): Promise<void> {
    return this.#ask(name, listener, async (...all) => {
      const expectAllowed = this.#oracle.expectAllowed(listener);
      await act(...all);
      expectAllowed();
    });
  }

  #ask(name: string, listener: Listener, act: Act): Promise<void> {
    const { connectionId, identity } = listener;
    if (connectionId === null) return Promise.resolve();
    return this.#invoke(name, listener, { connectionId, identity }, act);
  }

  /** Runs a use case as an invocation of its own. */
  #invoke(name: string, listener: Listener, caller: Caller, act: Act): Promise<void> {
    return this.scheduler.start(name, async (gate, invocation) => {
      const chat = this.#chat(gate);
      try {
        if (chat.moderation !== undefined) await act(chat, chat.moderation, caller, invocation);
      } catch (error) {
        this.#meetError(error, listener, caller.connectionId);
      }
    });
  }

  #meetError(error: unknown, listener: Listener, connectionId: string): void {
    if (error instanceof BrokenPromise) this.broken ??= error;
    else if (!isChatError(error) || !EXPECTED.has(error.code)) {
      this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
    } else if (['connection_gone', 'token_expired', 'banned'].includes(error.code)) {
      if (listener.connectionId === connectionId) this.cut(listener);
    }
  }

  #freshIdentity({ identity: { userId } }: Listener): Listener['identity'] {
    if (userId === 'guest') return identityOf(userId);
    if (userId === 'host') return identityOf(userId, { roles: ['moderator', `room:${PRIVATE_ROOM}`] });
    return identityOf(userId, { roles: [`room:${PRIVATE_ROOM}`], expiresAt: this.clock.now() + BRIEF });
  }

  #chat(gate: Gate): Chat {
    const { connections, messages, moderation, inject = (ports) => ports } = this.#stores;
    const ends: Ends = new Map();
    const watched = intercept(connections, async ({ method, args, proceed }) => {
      const result = await proceed();
      if (method === 'members' && args[0] === PRIVATE_ROOM) this.#watch(result, ends);
      return result;
    });
    const ports = inject({
      connections: intercept(watched, gate),
      gateway: this.network.gateway(gate, ends),
      rules: intercept(moderation.rules, gate),
    });
    const all: ModeratedChatPorts = {
      ...ports,
      messages: intercept(messages, gate),
      moderation: {
        rules: ports.rules,
        moderationStates: intercept(moderation.moderationStates, gate),
        audit: intercept(moderation.audit, gate),
      },
      clock: this.clock,
      ids: this.#ids,
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    };
    return createChat(all);
  }

  /** Kept, not thrown: the broadcast that reads has no one to tell. */
  #watch(page: unknown, ends: Ends): void {
    for (const member of membersOf(page)) {
      ends.set(member.connectionId, member.until ?? Infinity);
      try {
        this.#oracle.expectMember(member);
      } catch (error) {
        if (error instanceof BrokenPromise) this.broken ??= error;
      }
    }
  }
}

/** What a call of `members` has returned. */
function membersOf(page: unknown): readonly Recipient[] {
  if (typeof page !== 'object' || page === null || !('members' in page) || !Array.isArray(page.members))
    return [];
  return page.members;
}
