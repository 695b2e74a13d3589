// `npm run stack-trace -- [--maps FOLDER] < LOG`: makes stacks of packaged functions readable.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CommandError, readFlags, runCommand } from '@serverless-ws/command-line/command.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { readableLine } from './readable-line.js';
import { SourcePositions } from './source-positions.js';

const USAGE = `npm run stack-trace -- [flags] < LOG    the lines of a log, their stacks with files and lines of the sources

  --maps FOLDER   source maps of what is deployed (those of the last "npm run package" or "deploy": .serverless/source-maps)
  --help          print this

  aws logs tail /aws/lambda/serverless-ws-chat-prod-sendMessage --format short | npm run -s stack-trace`;

await runCommand('stack-trace', USAGE, async () => {
  const { maps } = readFlags(process.argv.slice(2), { maps: 'string' });
  const folder = typeof maps === 'string' ? resolve(maps) : resolve(workspaceRoot, '.serverless/source-maps');
  if (!existsSync(folder))
    throw new CommandError(`there are no source maps in ${folder}: npm run package makes them`, 1);
  const positions = new SourcePositions(folder);
  for await (const line of createInterface({ input: process.stdin }))
    console.log(positions.readable(readableLine(line)));
});
