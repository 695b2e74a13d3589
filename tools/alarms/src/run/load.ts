import { WebSocket } from 'ws';
import { PLAYED_MINUTE } from './played-time.js';
import { LARGE_ROOM, type ObservedStack } from '../stack/observed-stack.js';

/** Clients that talk all the time. */
const CLIENTS = 8;
/** What they send in a minute, at even distances. */
const MESSAGES = 8;

/** What many users do: they talk in the lobby and in a large room, join, ask for what is new, and some have bad tokens. */
export class Load {
  readonly #stack: ObservedStack;
  readonly #sockets: WebSocket[] = [];
  #count = 0;

  constructor(stack: ObservedStack) {
    this.#stack = stack;
  }

  /** Connects the clients that are not connected. */
  async open(): Promise<void> {
    const open = this.#sockets.filter(({ readyState }) => readyState === WebSocket.OPEN);
    this.#sockets.splice(0, Infinity, ...open);
    while (this.#sockets.length < CLIENTS) {
      const socket = await this.connect(this.#stack.keys.token(`user${this.#sockets.length}`));
      if (socket === null) continue;
      socket.send(JSON.stringify({ action: 'joinRoom', room: LARGE_ROOM }));
      this.#sockets.push(socket);
    }
  }

  /** What goes on in a minute; returns at its start. */
  minute(): void {
    for (let index = 0; index < MESSAGES; index += 1) this.#later(index / MESSAGES, () => this.say('lobby'));
    this.#later(0.5, () => this.say(LARGE_ROOM));
    for (const part of [0.2, 0.7]) {
      this.#later(part, () => this.send({ action: 'joinRoom', room: 'tea' }));
      this.#later(part, () => this.send({ action: 'ping' }));
      this.#later(part, () => void this.connect('no.token.atall').then((socket) => socket?.close()));
    }
  }

  say(room: string): void {
    this.#count += 1;
    this.send({ action: 'sendMessage', room, text: 'hi', clientMessageId: `m${this.#count}` });
  }

  /** Sends a frame from the next client. */
  send(frame: object): void {
    this.#count += 1;
    const socket = this.#sockets[this.#count % this.#sockets.length];
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }

  /** Connects and disconnects one more user; resolves once it is connected, or refused. */
  async visit(): Promise<void> {
    (await this.connect(this.#stack.keys.token('visitor')))?.close();
  }

  /** Ends all connections at once. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** A connection; `null` where it is refused. */
  connect(token: string): Promise<WebSocket | null> {
    const socket = new WebSocket(this.#stack.local.url, { headers: { Authorization: token } });
    return new Promise((resolve) => {
      socket.on('open', () => resolve(socket));
      socket.on('error', () => resolve(null));
    });
  }

  #later(part: number, run: () => void): void {
    setTimeout(run, part * PLAYED_MINUTE);
  }
}
