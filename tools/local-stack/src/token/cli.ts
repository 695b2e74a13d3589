// `npm run token -- --sub 123 --name "Dev User" --roles admin [--expires-in 1h]`: a token, and nothing else.
import { runCommand } from '@serverless-ws/command-line/command.js';
import { developmentSecret } from '../development-secret.js';
import { mintToken } from './mint-token.js';
import { tokenRequest, USAGE } from './token-request.js';

await runCommand('token', USAGE, () => {
  console.log(mintToken(tokenRequest(process.argv.slice(2)), developmentSecret(process.env)));
});
