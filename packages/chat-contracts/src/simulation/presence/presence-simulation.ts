import { createChat, isChatError, type Chat, type Identity } from '@serverless-ws/chat-domain';
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
import { PresenceNetwork } from './presence-network.js';
import { PresenceOracle } from './presence-oracle.js';
import type { PresenceStores } from './presence-stores.js';
import { ShownMembers } from './shown-members.js';

/** The private room in which everything happens. */
const ROOM = 'private.den';

/** Codes that a client may get when calls fail and connections end. */
const EXPECTED = new Set(['unavailable', 'connection_gone', 'not_joined']);

/** A client of the simulation, over one connection after another. */
export interface Visitor {
  readonly identity: Identity;
  /** The open connection, or `null`. */
  connectionId: string | null;
}

/** Who sends a request. */
interface Caller {
  readonly identity: Identity;
  readonly connectionId: string;
}

type Act = (chat: Chat, caller: Caller, invocation: Invocation) => Promise<unknown>;

/**
 * A private room that a watcher shows, with two devices each of two users, and an outsider, in a chat in which every port
 * call waits for the scheduler. Each step takes a millisecond.
 */
export class PresenceSimulation {
  readonly scheduler = new Scheduler();
  readonly oracle = new PresenceOracle();
  readonly network: PresenceNetwork;
  readonly watcher = visitor('watcher', true);
  readonly outsider = visitor('outsider', false);
  readonly devices = [visitor('ada', true), visitor('ada', true), visitor('bob', true), visitor('bob', true)];
  /** What the watcher shows. */
  view = new ShownMembers();
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #stores: PresenceStores;

  constructor(stores: PresenceStores) {
    this.#stores = stores;
    this.network = new PresenceNetwork(stores.clock, (connectionId, hint) => {
      if (connectionId === this.watcher.connectionId && hint.room === ROOM) this.view.hint(hint);
    });
  }

  get clock(): ManualClock {
    return this.#stores.clock;
  }

  connect(who: Visitor): Promise<void> {
    if (who.connectionId !== null) return Promise.resolve();
    const { identity } = who;
    const caller = { identity, connectionId: this.#ids.next() };
    return this.#invoke('connect', caller, async (chat) => {
      await chat.connect.execute(caller);
      // Only now does the gateway let its frames through.
      if (who.connectionId !== null) return;
      who.connectionId = caller.connectionId;
      this.network.open.add(caller.connectionId);
      this.oracle.connect(caller.connectionId, identity.userId);
    });
  }

  join(who: Visitor): Promise<void> {
    return this.#change('join', who, 'in', (chat, caller) =>
      chat.joinRoom.execute({ ...caller, room: ROOM }),
    );
  }

  leave(who: Visitor): Promise<void> {
    return this.#change('leave', who, 'out', (chat, caller) =>
      chat.leaveRoom.execute({ ...caller, room: ROOM }),
    );
  }

  /** The socket breaks, and the chat is not told: `$disconnect` was lost. */
  cut(who: Visitor): string | null {
    const { connectionId } = who;
    if (connectionId === null) return null;
    who.connectionId = null;
    this.network.end(connectionId);
    this.oracle.breakOff(connectionId);
    if (who === this.watcher) this.view = new ShownMembers();
    return connectionId;
  }

  /** The socket ends, and the chat is told. */
  close(who: Visitor): Promise<void> {
    const connectionId = this.cut(who);
    return connectionId === null ? Promise.resolve() : this.disconnect(who.identity, connectionId);
  }

  /** `$disconnect` of a connection, once more perhaps. */
  disconnect(identity: Identity, connectionId: string): Promise<void> {
    return this.#invoke('disconnect', { identity, connectionId }, async (chat) => {
      await chat.disconnect.execute(connectionId);
      this.oracle.end([connectionId]);
    });
  }

  /** Asks who is in the room. */
  who(by: Visitor = this.watcher): Promise<void> {
    return this.#ask('who', by, async (chat, caller) => {
      const expectList = this.oracle.expectList();
      const list = await chat.who.execute({ ...caller, room: ROOM });
      if (by === this.outsider) throw new BrokenPromise('told outside: a list of the members');
      expectList(list);
      if (by === this.watcher && caller.connectionId === by.connectionId) this.view.list(list);
    });
  }

  /** A signal, or a message: a post to every member, that meets those whose sockets have broken. */
  post(by: Visitor, kind: 'signal' | 'message'): Promise<void> {
    return this.#ask(kind, by, async (chat, caller, invocation) => {
      const broken = this.oracle.broken(this.network.open);
      if (kind === 'signal')
        await chat.signal.execute({ ...caller, room: ROOM, event: 'typing', data: true });
      else await chat.sendMessage.execute({ ...caller, room: ROOM, kind, text: 'hi' });
      if (!invocation.isHarmed) this.oracle.end(broken);
    });
  }

  #change(name: string, who: Visitor, place: 'in' | 'out', act: Act): Promise<void> {
    return this.#ask(name, who, async (chat, caller, invocation) => {
      const change = this.oracle.change(caller.connectionId);
      try {
        await act(chat, caller, invocation);
        change.done(place);
      } catch (error) {
        change.failed();
        throw error;
      }
    });
  }

  #ask(name: string, { connectionId, identity }: Visitor, act: Act): Promise<void> {
    if (connectionId === null) return Promise.resolve();
    return this.#invoke(name, { connectionId, identity }, act);
  }

  /** Runs a use case as an invocation of its own. */
  #invoke(name: string, caller: Caller, act: Act): Promise<void> {
    return this.scheduler.start(name, async (gate, invocation) => {
      try {
        await act(this.#chat(gate), caller, invocation);
      } catch (error) {
        this.#meetError(error, caller);
      }
    });
  }

  #meetError(error: unknown, { connectionId }: Caller): void {
    const { outsider } = this;
    if (error instanceof BrokenPromise) this.broken ??= error;
    else if (!isChatError(error) || !EXPECTED.has(error.code))
      this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
    else if (error.code === 'connection_gone')
      for (const who of [this.watcher, outsider, ...this.devices])
        if (who.connectionId === connectionId) this.cut(who);
  }

  #chat(gate: Gate): Chat {
    const { connections, messages, moderation, clock, inject = (ports) => ports } = this.#stores;
    const timed: Gate = ({ proceed, ...call }) =>
      gate({
        ...call,
        proceed: () => {
          clock.advance(1);
          return proceed();
        },
      });
    const ports = inject({
      connections: intercept(connections, timed),
      gateway: this.network.gateway(timed),
    });
    const rest = { clock, ids: this.#ids, digest: new PlainDigest(), logger: new RecordingLogger() };
    const all = {
      ...{ ...ports, ...rest, messages: intercept(messages, timed) },
      moderation: {
        moderationStates: intercept(moderation.moderationStates, timed),
        rules: intercept(moderation.rules, timed),
        audit: intercept(moderation.audit, timed),
      },
    };
    return createChat(all, { presenceHints: 50 });
  }
}

function visitor(userId: string, isMember: boolean): Visitor {
  const roles = isMember ? [`room:${ROOM}`] : [];
  return { identity: identityOf(userId, { roles }), connectionId: null };
}
