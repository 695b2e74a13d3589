import { openSocket, type ChatSocket } from '@serverless-ws/chat-client';
import jsonwebtoken from 'jsonwebtoken';

const ROOM = 'typing';
/** Milliseconds between two messages, and between two signals of one person. */
const SPEAKING = 500;
const TYPING = 10_000;

/** What became of a message: times in milliseconds. */
export interface Spoken {
  /** By `performance.now()`. */
  readonly sentAt: number;
  /** Until its ack, and until the last member had it. */
  acked: number;
  last: number;
  /** Members that have it. */
  reached: number;
}

/** A room of people, of whom the first speaks and all type where they are asked to. */
export class TypingRoom {
  readonly #spoken = new Map<string, Spoken>();
  readonly #sockets: ChatSocket[] = [];

  /** Resolves once all are in the room. */
  static async open(people: number, url: string, secret: string): Promise<TypingRoom> {
    const room = new TypingRoom();
    for (let index = 0; index < people; index += 1) {
      const user = { sub: `user-${index}`, name: `User ${index}`, roles: [] };
      await room.#enter(url, jsonwebtoken.sign(user, secret));
    }
    return room;
  }

  get spoken(): readonly Spoken[] {
    return [...this.#spoken.values()];
  }

  /** Begins a turn; returns what ends it. */
  begin(isTyping: boolean): () => void {
    const timers = [setInterval(() => this.#speak(), SPEAKING)];
    if (isTyping) {
      let next = 0;
      const type = () => {
        const socket = this.#sockets[next % this.#sockets.length];
        socket?.send(JSON.stringify({ action: 'signal', room: ROOM, event: 'typing', data: true }));
        next += 1;
      };
      timers.push(setInterval(type, TYPING / this.#sockets.length));
    }
    return () => timers.forEach((timer) => clearInterval(timer));
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  #speak(): void {
    const clientMessageId = `m${this.#spoken.size}`;
    this.#spoken.set(clientMessageId, { sentAt: performance.now(), acked: NaN, last: NaN, reached: 0 });
    const frame = { action: 'sendMessage', room: ROOM, text: 'What do you make of it?', clientMessageId };
    this.#sockets[0]?.send(JSON.stringify(frame));
  }

  #enter(url: string, token: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = openSocket(
        { url, token },
        {
          opened: () => socket.send(JSON.stringify({ action: 'joinRoom', room: ROOM })),
          received: (text) => this.#receive(JSON.parse(text), resolve),
          closed: (code, status) => reject(new Error(`closed with ${code}, ${status ?? 'no status'}`)),
        },
      );
      this.#sockets.push(socket);
    });
  }

  #receive(frame: Frame, entered: () => void): void {
    if (frame.type === 'joined') entered();
    if (frame.type === 'error') throw new Error(`refused: ${frame.code}`);
    const ids = frame.messages?.map((entry) => entry.clientMessageId) ?? [frame.clientMessageId];
    for (const id of ids) {
      const spoken = this.#spoken.get(id ?? '');
      if (spoken === undefined) continue;
      const took = performance.now() - spoken.sentAt;
      if (frame.type === 'ack') spoken.acked = took;
      if (frame.type !== 'messages') continue;
      spoken.last = took;
      spoken.reached += 1;
    }
  }
}

/** What of a frame is looked at. */
interface Frame {
  readonly type?: string;
  readonly code?: string;
  readonly clientMessageId?: string;
  readonly messages?: readonly { readonly clientMessageId?: string }[];
}
