import {
  connectOf,
  DEFAULT_FLOOD_LIMITS,
  isChatError,
  LIMITS,
  type Caller,
  type ChatPorts,
  type FrameLimits,
  type Identity,
  type MessageGateway,
  type ModeratedChatPorts,
  type UserRoomPorts,
} from '@serverless-ws/chat-domain';
import { randomOf } from '@serverless-ws/chat-contracts';
import {
  defaultActions,
  dispatcherOf,
  messageActions,
  messageChangeActions,
  moderationActions,
  presenceActions,
  roomActions,
  userRoomActions,
  type Dispatcher,
} from '@serverless-ws/chat-dispatch';
import {
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type { FrameKind } from './frame-kinds.js';

const CONTAINERS = 10;
const CONNECTIONS = 10;

/** The ports of a chat that serves every action. */
type FloodPorts = ModeratedChatPorts & UserRoomPorts;

/** What a flood is made against. */
export interface FloodTarget {
  readonly stores: Pick<FloodPorts, 'connections' | 'heads' | 'messages' | 'userRooms' | 'moderation'>;
  readonly clock: ManualClock;
  readonly frames: FrameLimits;
}

/** What became of the frames of a flood. */
export interface FloodResult {
  served: number;
  refused: number;
  /** Connections that were opened, and handshakes that were refused. */
  opened: number;
  rejected: number;
  /** Posts to connections, responses not included. */
  posts: number;
  closed: number;
}

/** Ten containers of one chat, and a user who floods them over ten connections. */
export class FrameFlood {
  readonly result: FloodResult = { served: 0, refused: 0, opened: 0, rejected: 0, posts: 0, closed: 0 };
  readonly #open = new Set<string>();
  readonly #containers: readonly { readonly ports: FloodPorts; readonly dispatch: Dispatcher }[];
  #turn = 0;

  readonly #target: FloodTarget;

  constructor(target: FloodTarget, seed = 1) {
    this.#target = target;

    const random = randomOf(seed);
    const ids = new SequentialIds();
    this.#containers = Array.from({ length: CONTAINERS }, () => {
      const ports = this.#portsOf({ random, ids });
      const dispatch = dispatcherOf(ports, [
        ...[...messageActions, ...messageChangeActions, ...roomActions, ...userRoomActions],
        ...presenceActions,
        ...[...moderationActions, ...defaultActions],
      ]);
      return { ports, dispatch };
    });
  }

  /** Opens a connection, or is refused. */
  async connect(identity: Identity, connectionId: string): Promise<Caller | null> {
    try {
      await connectOf(this.#next().ports).execute({ identity, connectionId });
      this.#open.add(connectionId);
      return { identity, connectionId };
    } catch (error) {
      if (!isChatError(error)) throw error;
      return null;
    }
  }

  /** Sends a frame to whichever container is next; returns its response. */
  async send(caller: Caller, body: string): Promise<{ readonly type: string; readonly code?: string }> {
    return JSON.parse((await this.#next().dispatch(caller, body)) ?? '{"type":"none"}');
  }

  /** Floods: so many frames a second for so many seconds, and a handshake a second for each connection that is closed. */
  async run(
    identity: Identity,
    kindOf: (nth: number) => FrameKind,
    rate: number,
    seconds: number,
  ): Promise<void> {
    const callers: (Caller | null)[] = Array<null>(CONNECTIONS).fill(null);
    for (let nth = 0; nth < rate * seconds; nth += 1) {
      const at = nth % CONNECTIONS;
      const known = callers[at];
      if (known === null || known === undefined || !this.#open.has(known.connectionId)) {
        callers[at] = nth % rate < CONNECTIONS ? await this.#reopen(identity, `flood-${nth}`) : null;
      }
      const caller = callers[at];
      if (caller !== null && caller !== undefined) await this.#flood(caller, kindOf(nth)(nth));
      this.#target.clock.advance(1_000 / rate);
    }
  }

  async #reopen(identity: Identity, connectionId: string): Promise<Caller | null> {
    const caller = await this.connect(identity, connectionId);
    this.result[caller === null ? 'rejected' : 'opened'] += 1;
    return caller;
  }

  async #flood(caller: Caller, body: string): Promise<void> {
    const { code } = await this.send(caller, body);
    this.result[code === 'rate_limited' ? 'refused' : 'served'] += 1;
  }

  #next() {
    this.#turn += 1;
    const container = this.#containers[this.#turn % CONTAINERS];
    if (container === undefined) throw new Error('There are containers.');
    return container;
  }

  #portsOf(own: Pick<ChatPorts, 'random' | 'ids'>): FloodPorts {
    const { stores, clock, frames } = this.#target;
    return {
      ...{ ...stores, clock, ...own },
      gateway: this.#gateway(),
      digest: new PlainDigest(),
      logger: new SilentLogger(),
      settings: {
        flood: { ...DEFAULT_FLOOD_LIMITS, posts: LIMITS.floodPosts },
        frames,
        connectionsPerUser: 50,
      },
    };
  }

  /** Counts posts, and closes connections. */
  #gateway(): MessageGateway {
    return {
      deliver: async (_, recipients) => {
        let delivered = 0;
        for await (const page of recipients) delivered += page.length;
        this.result.posts += delivered;
        return { delivered, gone: 0, failed: 0 };
      },
      probe: async ({ connectionId }) => (this.#open.has(connectionId) ? 'open' : 'gone'),
      disconnect: async (connectionId) => {
        if (this.#open.delete(connectionId)) this.result.closed += 1;
      },
    };
  }
}

/** Logs nothing: thousands of lines would not be read. */
class SilentLogger extends RecordingLogger {
  override debug(): void {}
  override info(): void {}
  override warn(): void {}
}
