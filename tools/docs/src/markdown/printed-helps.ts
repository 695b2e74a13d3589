// Prints what commands print when asked for help: their programs as JSON `["dev/src/chat/cli.ts", …]` on standard input,
// JSON `{[program]: text}` on standard output. All in one process, as most of a start is to read what they share.
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';

const programs = JSON.parse(await text(process.stdin)) as readonly string[];
const helps: Record<string, string> = {};
process.argv.splice(2, Infinity, '--help');
for (const program of programs) {
  let printed = '';
  console.log = (line: string) => void (printed += `${line}\n`);
  await import(pathToFileURL(join(workspaceRoot, 'tools', program)).href);
  helps[program] = printed;
}
process.stdout.write(JSON.stringify(helps));
