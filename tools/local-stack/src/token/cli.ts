// `npm run token -- --sub 123 --name "Dev User" --roles admin [--expires-in 1h] [--url ws://…]`: a token, and nothing else.
import { runCommand } from '@serverless-ws/command-line/command.js';
import { secretOf } from './run-record.js';
import { mintToken } from './mint-token.js';
import { tokenRequest, USAGE } from './token-request.js';

await runCommand('token', USAGE, () => {
  const { url, ...request } = tokenRequest(process.argv.slice(2));
  console.log(mintToken(request, secretOf(url, process.env)));
});
