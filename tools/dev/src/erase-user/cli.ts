// `npm run -s erase-user -- --user ID --table TABLE --callback URL --record FILE`: erases what a user has written, and the
// rows that name them, and reports what is left.
import { eraseUserOf } from '@serverless-ws/chat-domain';
import { CommandError, messageOf, runCommand } from '@serverless-ws/command-line/command.js';
import { openChatTable } from './chat-table.js';
import { eraseUserOptions, USAGE } from './erase-user-options.js';
import { countsLine, erasureLines } from './erasure-lines.js';
import { noteErasure } from './erasure-record.js';

await runCommand('erase-user', USAGE, async () => {
  const options = eraseUserOptions(process.argv.slice(2));
  const { userId, record, settle, json } = options;
  const { ports, close } = await openChatTable(options);
  try {
    // First: a run that is killed has erased something, too.
    const startedAt = Date.now();
    noteErasure(record, { userId, startedAt });
    const report = await eraseUserOf(ports).execute({
      userId,
      settle,
      progress: (erased) => console.error(`${userId}: erased ${countsLine(erased)} so far`),
    });
    noteErasure(record, { userId, startedAt, finishedAt: report.finishedAt });
    for (const line of json ? [JSON.stringify(report)] : erasureLines(report)) console.log(line);
  } catch (error) {
    throw new CommandError(messageOf(error), 1);
  } finally {
    close();
  }
});
