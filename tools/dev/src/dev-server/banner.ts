import { LOCAL_URL } from '@serverless-ws/local-stack/token/run-record.js';

/** What a developer needs to know in order to talk to a stack. */
export interface Access {
  readonly url: string;
  /** The chat page, where one is served. */
  readonly pageUrl?: string;
  readonly managementUrl: string;
  readonly token: string;
  /** Where messages are kept; in memory without it. */
  readonly dataDir?: string;
  /** Whether tokens are signed with a `JWT_SECRET` that was given, which other commands must be told, too. */
  readonly isSecretGiven: boolean;
}

/** For programs: one line of JSON. */
export function jsonLine({ url, pageUrl, managementUrl, token }: Access): string {
  return JSON.stringify({ url, pageUrl, managementUrl, token });
}

/** For people: commands as they work in another terminal, but for a secret that only they know. */
export function banner({ url, pageUrl, dataDir, isSecretGiven }: Access): string {
  const secret = isSecretGiven ? 'JWT_SECRET=… ' : '';
  const address = url === LOCAL_URL ? '' : ` --url ${url}`;
  const page = pageUrl === undefined ? '' : `  Page   ${pageUrl}\n`;
  const token = `${secret}npm run -s token -- --sub ada${isSecretGiven ? '' : address}`;
  return `
${page}  Chat   ${url}
  Data   ${dataDir ?? 'in memory; --data DIR keeps it'}

  In a terminal: ${secret}npm run chat -- --name Ada${address}
  With wscat:    npx wscat -c ${url} -H "Authorization: $(${token})"
                 {"action":"sendMessage","text":"hi"}
  Ctrl-C ends it.
`;
}
