import { parseServerFrame, type ServerFrame } from '@serverless-ws/chat-protocol';
import { WebSocket } from 'ws';

type ErrorFrame = Extract<ServerFrame, { type: 'error' }>;

/** One of many on a chat: remembers what it heard by text, and does nothing by the clock. */
export class CrowdMember {
  /** Ids of its messages that were acknowledged; each message's text is its id. */
  readonly acked = new Set<string>();
  /** Its messages that were refused, by their ids. */
  readonly refused = new Map<string, ErrorFrame>();
  /** Texts that it heard, its own included. */
  readonly heard = new Set<string>();
  /** Told of each of its messages that is refused. */
  onRefused: () => void = () => undefined;
  readonly #waiting = new Set<() => void>();

  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;

    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
  }

  /** Resolves once the handshake is done. */
  static enter(url: string, token: string): Promise<CrowdMember> {
    const socket = new WebSocket(url, { headers: { Authorization: token } });
    const member = new CrowdMember(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(member));
      socket.once('error', reject);
    });
  }

  /** Resolves once it is in a room. */
  async join(room: string): Promise<void> {
    this.#send({ action: 'joinRoom', room });
    await this.until(() => this.#epochs.has(room));
  }

  say(room: string, id: string): void {
    this.#send({ action: 'sendMessage', room, text: id, clientMessageId: id });
  }

  /** Says something and waits until that is answered. */
  async sayAndWait(room: string, id: string): Promise<void> {
    this.say(room, id);
    await this.until(() => this.acked.has(id) || this.refused.has(id));
  }

  /** Makes up for pushes that did not come, as the protocol says: by asking for the log. */
  async catchUp(room: string, texts: ReadonlySet<string>): Promise<void> {
    const epoch = this.#epochs.get(room);
    for (let page = { through: 0, more: true }; page.more && !this.hasHeard(texts);) {
      this.#page = null;
      this.#send({ action: 'listMessages', room, after: { epoch, seq: page.through }, limit: 100 });
      await this.until(() => this.#page !== null);
      page = this.#page ?? page;
    }
  }

  hasHeard(texts: ReadonlySet<string>): boolean {
    return [...texts].every((text) => this.heard.has(text));
  }

  /** Resolves once something is true; looked at with every frame that comes. */
  until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isTrue()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  leave(): void {
    this.#socket.terminate();
  }

  /** The epochs of the logs of the rooms that it has joined. */
  readonly #epochs = new Map<string, string>();
  #page: { readonly through: number; readonly more: boolean } | null = null;

  #send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #receive(text: string): void {
    const frame = parseServerFrame(text);
    if (frame === null) return;
    if (frame.type === 'ack' && frame.clientMessageId !== undefined) this.acked.add(frame.clientMessageId);
    if (frame.type === 'joined') this.#epochs.set(frame.room, frame.epoch);
    if (frame.type === 'messages' || frame.type === 'page') {
      for (const entry of frame.messages) if ('text' in entry) this.heard.add(entry.text);
    }
    if (frame.type === 'page') this.#page = frame;
    if (frame.type === 'error') {
      this.refused.set(frame.clientMessageId ?? '', frame);
      this.onRefused();
    }
    for (const look of [...this.#waiting]) look();
  }
}
