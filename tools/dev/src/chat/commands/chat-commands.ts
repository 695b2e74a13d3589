import { edit, members, react, rooms, type ChatClient, type Room } from '@serverless-ws/chat-client';
import type { Said, SaidMessage } from './said.js';

/** What the commands work on. */
export interface ChatPlace {
  readonly client: ChatClient;
  /** The room on the screen. */
  readonly room: Room;
  readonly said: Said;
  /** Brings a room onto the screen. */
  enter(room: Room): Promise<void>;
  notice(text: string): void;
}

/** The commands, as `/help` and `--help` show them. */
export const COMMANDS = `/join ROOM             brings a room onto the screen
/leave                 leaves the room for the lobby
/dm USER [TEXT]        the messages with one user, by their id or name
/rooms                 your rooms, with what is unread
/who                   who is in the room
/edit TEXT             changes your last message
/delete                deletes your last message
/react [@NAME] EMOJI   reacts to the last message, of all others or of one
/reply [@NAME] TEXT    answers it
/help                  these commands
/quit                  ends the chat`;

type Command = (place: ChatPlace, rest: string) => unknown;

const RUN: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['/help', ({ notice }) => COMMANDS.split('\n').forEach((line) => notice(line))],
  ['/join', ({ client, enter }, rest) => enter(client.room(required(rest, '/join ROOM')))],
  ['/leave', leave],
  ['/dm', direct],
  ['/rooms', listRooms],
  ['/who', listMembers],
  ['/edit', ({ room, ...place }, rest) => edit(room, ownLast(place), required(rest, '/edit TEXT'))],
  ['/delete', ({ room, ...place }) => room.delete(ownLast(place))],
  ['/react', reactToLast],
  ['/reply', reply],
]);

/**
 * Runs a command.
 * @returns whether there is one of this name
 * @throws Error with a line for the user, or RequestError
 */
export async function runChatCommand(place: ChatPlace, name: string, rest: string): Promise<boolean> {
  const run = RUN.get(name);
  if (run === undefined) return false;
  await run(place, rest);
  return true;
}

async function leave({ client, room, enter }: ChatPlace): Promise<void> {
  await room.leave();
  await enter(client.room());
}

async function direct({ client, said, enter }: ChatPlace, rest: string): Promise<void> {
  const [who = '', ...words] = required(rest, '/dm USER').replace(/^@/, '').split(' ');
  const room = client.direct(said.idOf(who) ?? who);
  await enter(room);
  if (words.length > 0) await room.send(words.join(' '));
}

function listRooms({ client, notice }: ChatPlace): void {
  const all = rooms(client).current;
  for (const { name, title, unread } of all) notice(`${title ?? name}: ${unread} unread`);
  if (all.length === 0) notice('you follow no room: /join ROOM follows one');
}

function listMembers({ room, notice }: ChatPlace): void {
  const { users, count, more } = members(room).current;
  const names = users.map(({ name }) => name).join(', ');
  notice(
    room.name.startsWith('@')
      ? `you and ${room.name.slice(1)}`
      : `${count}${more ? ' or more' : ''} here: ${names}`,
  );
}

async function reactToLast({ room, ...place }: ChatPlace, rest: string): Promise<void> {
  const { message, text } = meant(place, required(rest, '/react EMOJI'));
  await react(room, message, required(text, '/react EMOJI'));
}

async function reply({ room, ...place }: ChatPlace, rest: string): Promise<void> {
  const { message, text } = meant(place, required(rest, '/reply TEXT'));
  const { seq, id, sender } = message;
  const mentions = [...new Set([sender.id, ...place.said.mentionedIn(text)])].slice(0, 10);
  await room.send(required(text, '/reply TEXT'), { replyTo: { seq, id }, mentions });
}

/** The message that a command is about: the last of others, or of the user whom its first word names. */
function meant({ client, said }: Pick<ChatPlace, 'client' | 'said'>, rest: string) {
  const [, name, text = rest] = /^@(\S+)\s*(.*)$/u.exec(rest) ?? [];
  const id = name === undefined ? null : said.idOf(name);
  const message = name === undefined ? said.lastOfOthers(client.user.userId) : said.lastOf(id ?? undefined);
  return { message: required(message, 'a message of another user: there is none'), text };
}

function ownLast({ client, said }: Pick<ChatPlace, 'client' | 'said'>): SaidMessage {
  return required(said.lastOf(client.user.userId), 'a message of your own: there is none');
}

/** @throws Error that says what is needed */
function required<Value>(value: Value | null, what: string): Value {
  if (value === null || value === '') throw new Error(`needs ${what}`);
  return value;
}
