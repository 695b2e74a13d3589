import { ChatClient } from '@serverless-ws/chat-client';
import { encode, parseServerFrame, type ReceivedEntry, type ServerFrame } from '@serverless-ws/chat-protocol';
import { ROOM } from '../backend-settings.js';
import { CuttableSocket } from './cuttable-socket.js';
import { isRefused } from './is-refused.js';
import type { Participant, ParticipantSettings } from './participant.js';

/** Shorter times than people need: a run is to meet many reconnects, and many pongs that tell of what was missed. */
const SETTINGS = {
  pingInterval: 2_000,
  answerTimeout: 4_000,
  attemptTimeout: 20_000,
  backoffBase: 200,
  backoffCap: 2_000,
  stableAfter: 1_000,
};

/** Milliseconds by which a clock is set at most, either way. */
const CLOCK_STEP = 24 * 3_600_000;

/** `chat-client` itself, with nothing but its sockets, its tokens and its times in other hands. */
export class ChatClientParticipant implements Participant {
  readonly userId: string;
  readonly known = new Map<number, string>();
  readonly acked = new Set<string>();
  readonly pushed = new Set<string>();
  resets = 0;
  refused = 0;
  disorders = 0;
  heals = true;
  #head = 0;
  #hasJoined = false;
  /** By how much its clock is wrong, in milliseconds. */
  #clockError = 0;
  /** What `getToken` does before it returns the token. */
  readonly #tokenFaults: ('throw' | 'stale')[] = [];
  readonly #random: () => number;
  readonly #client: ChatClient;
  readonly #socket = new CuttableSocket({
    incoming: (text) => this.#overhear(text),
    outgoing: (text) => (this.heals || JSON.parse(text).action !== 'listMessages' ? text : null),
  });

  constructor({ userId, url, token, random }: ParticipantSettings) {
    this.userId = userId;
    this.#random = random;
    this.#client = new ChatClient({
      url,
      getToken: () => this.#token(token),
      openSocket: this.#socket.open,
      settings: SETTINGS,
      random,
      timers: {
        now: () => Date.now() + this.#clockError,
        elapsed: () => performance.now(),
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    });
    let latest = 0;
    this.#client.on('message', ({ room, entry: { seq, id } }) => {
      if (room !== ROOM) return;
      if (seq <= latest) this.disorders += 1;
      latest = seq;
      this.known.set(seq, id);
    });
    this.#client.on('reset', ({ room }) => (this.resets += room === ROOM ? 1 : 0));
    void this.#client.join(ROOM).then(
      () => (this.#hasJoined = true),
      () => undefined,
    );
    this.#client.connect();
  }

  get isJoined(): boolean {
    return this.#hasJoined && this.#client.state.status === 'online';
  }

  get underWay(): number {
    return this.#client.pending.length;
  }

  get progress(): number {
    return this.acked.size + this.pushed.size + this.#cursor + (this.isJoined ? 1 : 0);
  }

  get isAtRest(): boolean {
    return this.isJoined && !this.#socket.isSilent && this.underWay === 0 && this.#cursor >= this.#head;
  }

  say(clientMessageId: string, text: string): void {
    this.#client.send(text, { room: ROOM, clientMessageId }).then(
      () => this.acked.add(clientMessageId),
      // The end of the run shows it: it was never acknowledged.
      () => undefined,
    );
  }

  /** Breaks off, in one of four ways; while it is not to heal, in the plainest. */
  cut(): void {
    const way = this.heals ? Math.floor(this.#random() * 4) : 0;
    if (way === 1) return this.#socket.silence();
    if (way === 2) this.#clockError = (this.#random() * 2 - 1) * CLOCK_STEP;
    if (way === 3 && this.#tokenFaults.length === 0) this.#tokenFaults.push('throw', 'stale');
    this.#socket.cut();
  }

  close(): void {
    this.#client.close();
  }

  #token(valid: string): string {
    const fault = this.#tokenFaults.shift();
    if (fault === 'throw') throw new Error('sign-in is down');
    return fault === 'stale' ? `${valid.slice(0, -4)}AAAA` : valid;
  }

  get #cursor(): number {
    return this.#client.cursor(ROOM)?.seq ?? 0;
  }

  /**
   * Notes what was pushed and how far the log has come, whether the client makes anything of it or not. While it is not
   * to heal, it hears of no head and its questions go nowhere: all that it learns, it was pushed.
   */
  #overhear(text: string): string {
    const frame = parseServerFrame(text);
    if (isRefused(frame)) this.refused += 1;
    if (frame?.type === 'pong') {
      this.#head = Math.max(this.#head, frame.heads[ROOM]?.seq ?? 0);
      return this.heals ? text : encode({ ...frame, heads: {} });
    }
    if (frame?.type === 'joined' && frame.room === ROOM) {
      this.#head = Math.max(this.#head, frame.head);
      return this.heals ? text : encode({ ...frame, head: frame.through });
    }
    if (frame === null || !('room' in frame) || frame.room !== ROOM) return text;
    for (const entry of entriesOf(frame)) {
      this.#head = Math.max(this.#head, entry.seq);
      if ('kind' in entry) this.pushed.add(entry.id);
    }
    return text;
  }
}

/** What a frame brings by itself. The entry in an ack stands in for the push that its sender asked to be spared. */
function entriesOf(frame: ServerFrame): readonly ReceivedEntry[] {
  if (frame.type === 'messages') return frame.messages;
  return frame.type === 'ack' && frame.entry !== undefined ? [frame.entry] : [];
}
