// `npm run chat -- --name Ada [--room tea] [--url wss://…] [--token JWT]`: the chat in a terminal.
import { ChatClient } from '@serverless-ws/chat-client';
import { runCommand } from '@serverless-ws/command-line/command.js';
import { secretOf } from '@serverless-ws/local-stack/token/run-record.js';
import { chatOptions, USAGE } from './chat-options.js';
import { LineFormat } from './line-format.js';
import { openTerminal } from './open-terminal.js';
import { TerminalChat } from './terminal-chat.js';

await runCommand('chat', USAGE, async () => {
  const { url, room, token, isLocal } = chatOptions(process.argv.slice(2), (address) =>
    secretOf(address, process.env),
  );
  const client = new ChatClient({ url, getToken: token });
  const terminal = openTerminal(process);
  const format = new LineFormat(process.stdout.isTTY && process.env['NO_COLOR'] === undefined);
  try {
    await new TerminalChat({ client, terminal, format, room, isLocal }).run();
  } finally {
    terminal.close();
  }
});
