import type { Publication } from '@serverless-ws/chat-protocol';
import { CommandError, readFlags } from '@serverless-ws/command-line/command.js';
import { LOCAL_URL } from '@serverless-ws/local-stack/token/run-record.js';

/** What `publish-message` is asked for. */
export interface PublishOptions {
  readonly message: Publication;
  /** The function as AWS knows it; that of an `npm start` when absent. */
  readonly functionName: string | undefined;
  /** Of the function; as the AWS SDK finds it when absent. */
  readonly region: string | undefined;
  /** The `npm start` whose function is meant. */
  readonly url: string;
}

/** What `--help` prints. */
export const USAGE = `npm run -s publish-message -- --as ID:NAME [flags] TEXT    publishes a message as a backend does

  --as ID:NAME     whom the message is from
  --room ROOM      where (the lobby)
  --with USER      to a user, instead of a room
  --id ID          its clientMessageId: published once, however often (none)
  --url URL        the npm start that it is for (${LOCAL_URL})
  --function NAME  the deployed function instead, such as serverless-ws-chat-prod-publish
  --region REGION  of the deployed function (as the AWS SDK finds it)
  --help           print this

Prints what the function responds about the message: the fields of an ack.`;

const FLAGS = {
  as: 'string',
  room: 'string',
  with: 'string',
  id: 'string',
  url: 'string',
  function: 'string',
  region: 'string',
} as const;

/**
 * Reads `--as ID:NAME [flags] TEXT`.
 * @throws CommandError with one line that says what is wrong
 */
export function publishOptions(argv: readonly string[]): PublishOptions {
  const words = argv.slice(0, -1);
  const text = argv.at(-1) ?? '';
  // A text that is the value of a flag is none, and a flag is no text.
  const isValue = /^--\w+$/.test(words.at(-1) ?? '');
  if (text === '' || text.startsWith('--') || isValue)
    throw new CommandError('TEXT is missing: it comes last');
  const flags = readFlags(words, FLAGS);
  const value = (name: keyof typeof FLAGS) => textOf(name, flags[name]);
  const [room, userId, id] = [value('room'), value('with'), value('id')];
  return {
    message: {
      as: sender(value('as')),
      text,
      ...(room !== undefined && { room }),
      ...(userId !== undefined && { with: userId }),
      ...(id !== undefined && { clientMessageId: id }),
    },
    functionName: value('function'),
    region: value('region'),
    url: value('url') ?? LOCAL_URL,
  };
}

/** The first colon separates them: a name may hold further ones. */
function sender(as: string | undefined): { readonly id: string; readonly name: string } {
  const [, id, name] = /^([^:]+):(.+)$/.exec(as ?? '') ?? [];
  if (id === undefined || name === undefined)
    throw new CommandError('--as takes an id and a name: orders:Orders');
  return { id, name };
}

function textOf(flag: string, value: string | boolean | undefined): string | undefined {
  if (value === '') throw new CommandError(`--${flag} is empty`);
  return typeof value === 'string' ? value : undefined;
}
