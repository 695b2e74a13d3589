import { parseServerFrame } from '@serverless-ws/chat-protocol';
import { WebSocket } from 'ws';
import { ROOM } from '../backend-settings.js';
import { isRefused } from './is-refused.js';

/** Milliseconds between two bursts. */
const BEAT = 250;

/** Frames without a response at which it holds back: more would only wait in the gateway, on a machine that is slow. */
const UNANSWERED = 200;
/** Milliseconds for which it does: frames whose handlers were killed have no response. */
const PATIENCE = 5_000;
const RESPONSES: ReadonlySet<string> = new Set(['ack', 'joined', 'page', 'pong', 'error']);

/** Sends frames of all kinds, some of them not even JSON, far faster than it may. */
export class Flooder {
  /** Frames that it sent, messages that were acknowledged, and how often it was told that it sends too much. */
  frames = 0;
  acked = 0;
  refused = 0;
  readonly #url: string;
  readonly #token: string;
  readonly #name: string;
  #socket: WebSocket | null = null;
  readonly #timer: ReturnType<typeof setInterval>;
  #bursts = 0;
  #unanswered = 0;
  /** When it last sent a burst, in epoch milliseconds. */
  #sentAt = 0;

  constructor(url: string, token: string, name: string) {
    this.#url = url;
    this.#token = token;
    this.#name = name;
    this.#timer = setInterval(() => this.#burst(), BEAT);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#socket?.terminate();
  }

  #burst(): void {
    if (this.#socket === null) return this.#open();
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#unanswered > UNANSWERED && Date.now() - this.#sentAt < PATIENCE) return;
    if (this.#unanswered > UNANSWERED) this.#unanswered = 0;
    this.#sentAt = Date.now();
    this.#bursts += 1;
    for (const frame of this.#frames()) {
      this.frames += 1;
      this.#unanswered += 1;
      this.#socket.send(frame);
    }
  }

  #open(): void {
    const socket = new WebSocket(this.#url, { headers: { Authorization: this.#token } });
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = parseServerFrame(String(data));
      if (frame !== null && RESPONSES.has(frame.type)) this.#unanswered -= 1;
      if (frame?.type === 'ack') this.acked += 1;
      if (isRefused(frame)) this.refused += 1;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#socket = null;
      this.#unanswered = 0;
    });
  }

  /** Four messages, each three times at once; what costs reads; rooms that there were not; and nonsense. */
  #frames(): readonly string[] {
    const messages = ['a', 'b', 'c', 'd'].map((which) => {
      const text = `${this.#name}-${this.#bursts}-${which}`;
      return { action: 'sendMessage', room: ROOM, text, clientMessageId: text, echo: false };
    });
    const others = [
      { action: 'joinRoom', room: ROOM },
      { action: 'joinRoom', room: `flood-${this.#bursts % 50}` },
      { action: 'listMessages', room: ROOM, limit: 100 },
      { action: 'ping' },
      { action: 'no-such-action' },
    ];
    const all = [...messages, ...others, ...messages, ...messages];
    return all.map((frame) => JSON.stringify(frame)).concat('{', '[]');
  }
}
