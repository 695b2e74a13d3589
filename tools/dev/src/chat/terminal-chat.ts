import type { ChatClient, ConnectionState } from '@serverless-ws/chat-client';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import type { LineFormat } from './line-format.js';
import { printable } from './printable.js';

/** How many lines that were said before are shown at the start. */
const HISTORY = 20;

/** The only thing that can be typed and is no message. */
const QUIT = '/quit';

const SECRET_HINT = 'is JWT_SECRET the one of npm start?';

/** Where the chat is shown and typed. */
export interface Terminal {
  print(line: string): void;
  /** What is typed, line by line; ends with the input. */
  readonly lines: AsyncIterable<string>;
  /** Ends `lines`. */
  close(): void;
}

/** What a {@link TerminalChat} needs. */
export interface TerminalChatDependencies {
  readonly client: ChatClient;
  readonly terminal: Terminal;
  readonly format: LineFormat;
  readonly room: string;
  /** Whether the chat is on this machine, where a refused token is most likely signed with another secret. */
  readonly isLocal: boolean;
}

/** One person in one room, line by line. */
export class TerminalChat {
  #hasBeenOnline = false;
  #shown = '';
  /** Why the chat could not begin. */
  #failure: string | null = null;
  /** What was said before the history was shown; `null` from then on. */
  #early: string[] | null = [];

  readonly #dependencies: TerminalChatDependencies;

  constructor(dependencies: TerminalChatDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Chats until `/quit`, or until the input ends and all of it is in the log.
   * @throws CommandError when the server cannot be reached at first, or rejects the token
   */
  async run(): Promise<void> {
    const { client, room, format } = this.#dependencies;
    client.on('state', (state) => this.#changed(state));
    client.on('message', (event) => event.room === room && this.#hear(format.entry(event.entry)));
    client.on('reset', (event) => event.room === room && this.#hear(format.notice('messages were missed')));
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

  /** Joins, and shows what was said before. */
  async #begin(): Promise<void> {
    const { client, room, terminal, format } = this.#dependencies;
    try {
      await client.join(room);
      const { entries } = await client.history(room, { limit: HISTORY });
      for (const entry of entries) terminal.print(format.entry(entry));
    } catch (error) {
      const reason = this.#failure ?? messageOf(error);
      // A handshake that was refused says so; without an answer, it may be unreachable.
      const what = reason.startsWith('unreachable')
        ? 'the server cannot be reached'
        : 'cannot enter the chat';
      const hint = this.#dependencies.isLocal && reason.includes('401') ? `; ${SECRET_HINT}` : '';
      throw new CommandError(`${what}: ${printable(reason)}${hint}`, 1);
    }
    const early = this.#early ?? [];
    this.#early = null;
    early.forEach((line) => terminal.print(line));
  }

  async #sendLines(): Promise<void> {
    const { client, room, terminal, format } = this.#dependencies;
    for await (const line of terminal.lines) {
      if (line.trim() === '') continue;
      const command = /^\s*(\/\w+)(?!\S)/.exec(line)?.[1];
      if (command === QUIT) return;
      if (command !== undefined) {
        terminal.print(format.notice(`there is no ${command} here; there is ${QUIT}`));
        continue;
      }
      if (client.state.status !== 'online')
        terminal.print(format.notice(`waits for the connection: ${line}`));
      client.send(line, { room }).catch((error) => {
        if (client.state.status !== 'closed') terminal.print(format.notice(`not sent: ${messageOf(error)}`));
      });
    }
    await this.#emptied();
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

  #hear(line: string): void {
    if (this.#early === null) this.#dependencies.terminal.print(line);
    else this.#early.push(line);
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
    this.#dependencies.terminal.print(this.#dependencies.format.notice(notice));
  }
}
