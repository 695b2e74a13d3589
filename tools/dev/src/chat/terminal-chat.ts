import type { ChatClient, ConnectionState, Room } from '@serverless-ws/chat-client';
import type { WireEntry } from '@serverless-ws/chat-protocol';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import { runChatCommand, type ChatPlace } from './commands/chat-commands.js';
import { RoomNotices } from './commands/room-notices.js';
import { Said } from './commands/said.js';
import type { LineFormat } from './line-format.js';
import { printable } from './printable.js';

/** How many lines that were said before are shown at the start. */
const HISTORY = 20;

/** The command that ends the chat. */
const QUIT = '/quit';

/** Those that change the room. */
const ENTERING = ['/join', '/leave', '/dm'];

const SECRET_HINT = 'is JWT_SECRET the one of npm start?';

/** Where the chat is shown and typed. */
export interface Terminal {
  print(line: string): void;
  /** What is typed, line by line; ends with the input. */
  readonly lines: AsyncIterable<string>;
  /** Calls back with what is typed of a line, whenever it has changed. There is none where the input is a pipe or a file. */
  onTyping?(changed: (line: string) => void): void;
  /** Ends `lines`. */
  close(): void;
}

/** What a {@link TerminalChat} needs. */
export interface TerminalChatDependencies {
  readonly client: ChatClient;
  readonly terminal: Terminal;
  readonly format: LineFormat;
  /** The room at the beginning. */
  readonly room: string;
  /** Whether the chat is on this machine, where a refused token is most likely signed with another secret. */
  readonly isLocal: boolean;
}

/** One person, and one room at a time, line by line. */
export class TerminalChat {
  #hasBeenOnline = false;
  #shown = '';
  /** Why the chat could not begin. */
  #failure: string | null = null;
  /** What was said before the history was shown; `null` from then on. */
  #early: WireEntry[] | null = [];
  #room: Room;
  #said = new Said();
  readonly #notices: RoomNotices;

  readonly #dependencies: TerminalChatDependencies;

  constructor(dependencies: TerminalChatDependencies) {
    this.#dependencies = dependencies;
    const { client, room } = dependencies;
    this.#room = client.room(room);
    this.#notices = new RoomNotices({ client, notice: (text) => this.#notice(text) });
  }

  /**
   * Chats until `/quit`, or until the input ends and all of it is in the log.
   * @throws CommandError when the server cannot be reached at first, or rejects the token
   */
  async run(): Promise<void> {
    const { client, terminal } = this.#dependencies;
    terminal.onTyping?.((line) => this.#notices.typed(line));
    client.on('state', (state) => this.#changed(state));
    client.on('message', ({ room, entry }) => room === this.#room.name && this.#hear(entry));
    client.on('reset', ({ room, cursor, last }) => {
      // Where nothing was said, before or since, nothing was missed.
      const isMissed = last.seq > 0 || cursor.seq > 0;
      if (room === this.#room.name && isMissed) this.#notice('messages were missed');
    });
    client.connect();
    try {
      await this.#begin();
      await this.#sendLines();
    } finally {
      this.#nameUnsent();
      client.close();
    }
    if (client.state.status === 'closed' && client.state.reason !== 'by the client') {
      throw new CommandError(`the server ended the chat: ${printable(client.state.reason)}`, 1);
    }
  }

  async #begin(): Promise<void> {
    try {
      await this.#enter(this.#room);
    } catch (error) {
      const reason = this.#failure ?? messageOf(error);
      // A handshake that was refused says so; without an answer, it may be unreachable.
      const what = reason.startsWith('unreachable')
        ? 'the server cannot be reached'
        : 'cannot enter the chat';
      const hint = this.#dependencies.isLocal && reason.includes('401') ? `; ${SECRET_HINT}` : '';
      throw new CommandError(`${what}: ${printable(reason)}${hint}`, 1);
    }
  }

  /** Joins, and shows what was said before. */
  async #enter(room: Room): Promise<void> {
    await room.join();
    if (room !== this.#room) this.#notice(`this is ${room.name}`);
    this.#room = room;
    this.#said = new Said();
    const early: WireEntry[] = [];
    this.#early = early;
    const cursor = this.#dependencies.client.cursor(room.name);
    const before = cursor && { before: { ...cursor, seq: cursor.seq + 1 } };
    try {
      const { entries } = await room.history({ limit: HISTORY, ...before });
      this.#early = null;
      entries.forEach((entry) => this.#hear(entry));
    } finally {
      this.#early = null;
      early.forEach((entry) => this.#hear(entry));
    }
    this.#notices.watch(room);
  }

  async #sendLines(): Promise<void> {
    const { client, terminal } = this.#dependencies;
    for await (const line of terminal.lines) {
      if (line.trim() === '') continue;
      this.#notices.read();
      const [, command, rest = ''] = /^\s*(\/\w+)(?!\S)(.*)$/.exec(line) ?? [];
      if (command === QUIT) return;
      if (command === undefined) this.#send(line);
      else {
        const done = this.#command(command, rest.trim());
        // The next line is for the new room; without a connection it would wait, and `/quit` with it.
        if (ENTERING.includes(command) && client.state.status === 'online') await done;
      }
    }
    await this.#emptied();
  }

  async #command(command: string, rest: string): Promise<void> {
    const { client } = this.#dependencies;
    const place: ChatPlace = {
      ...{ client, room: this.#room, said: this.#said },
      enter: (room) => this.#enter(room),
      notice: (text) => this.#notice(text),
    };
    try {
      const isKnown = await runChatCommand(place, command, rest);
      if (!isKnown) this.#notice(`there is no ${command} here; /help says what there is`);
    } catch (error) {
      if (client.state.status !== 'closed') this.#notice(`${command}: ${messageOf(error)}`);
    }
  }

  #send(line: string): void {
    const { client } = this.#dependencies;
    if (client.state.status !== 'online') this.#notice(`waits for the connection: ${line}`);
    const mentions = this.#said.mentionedIn(line);
    this.#room.send(line, mentions.length > 0 ? { mentions } : {}).catch((error) => {
      if (client.state.status !== 'closed') this.#notice(`not sent: ${messageOf(error)}`);
    });
  }

  /** What failed was said to have failed. */
  #nameUnsent(): void {
    const { client, terminal, format } = this.#dependencies;
    for (const { text, status } of client.pending) {
      if (status !== 'failed') terminal.print(format.notice(`not sent: ${text}`));
    }
  }

  /** Resolves when everything sent has been shown, has failed, or never will be. */
  #emptied(): Promise<void> {
    const { client } = this.#dependencies;
    const isEmpty = () =>
      client.state.status === 'closed' || client.pending.every(({ status }) => status === 'failed');
    return new Promise((resolve) => {
      const look = () => isEmpty() && resolve();
      client.on('outbox', look);
      client.on('state', look);
      look();
    });
  }

  #hear(entry: WireEntry): void {
    if (this.#early !== null) return void this.#early.push(entry);
    const { terminal, format } = this.#dependencies;
    const answered = 'replyTo' in entry && entry.replyTo ? this.#said.senderOf(entry.replyTo.id) : null;
    this.#said.add(entry);
    terminal.print(format.entry(entry, answered));
  }

  #notice(text: string): void {
    const { terminal, format } = this.#dependencies;
    terminal.print(format.notice(text));
  }

  #changed(state: ConnectionState): void {
    const { client, terminal } = this.#dependencies;
    if (state.status === 'online') {
      const first = `connected as ${client.user.name ?? 'a user without a name'}; ${QUIT} leaves`;
      this.#tell(this.#hasBeenOnline ? 'connected again' : first);
      this.#hasBeenOnline = true;
    }
    // A program that cannot begin should say so rather than wait; later it waits.
    if ('reason' in state) this.#failure ??= state.reason;
    if (state.status === 'offline' && !this.#hasBeenOnline) client.close();
    else if (state.status === 'offline') this.#tell(`connection lost (${state.reason}); trying again`);
    if (state.status === 'closed') terminal.close();
  }

  /** Not the same thing twice: a server that is down for long is said to be so once. */
  #tell(notice: string): void {
    if (notice === this.#shown) return;
    this.#shown = notice;
    this.#notice(notice);
  }
}
