/** What somebody needs to know in order to talk to a stack. */
export interface Access {
  readonly url: string;
  /** The chat page. */
  readonly pageUrl: string;
  readonly managementUrl: string;
  readonly token: string;
}

/** For programs: one line of JSON. */
export function jsonLine({ url, pageUrl, managementUrl, token }: Access): string {
  return JSON.stringify({ url, pageUrl, managementUrl, token });
}

/** For people. */
export function banner({ url, pageUrl, managementUrl, token }: Access): string {
  return `
  Page        ${pageUrl}
  Chat        ${url}
  Management  ${managementUrl}/@connections
  Token       ${token}

  npx wscat -c ${url} -H "Authorization: ${token}"
  {"action":"sendMessage","text":"hi"}

  Another user: npm run -s token -- --sub 456 --name "Somebody Else"
  Ctrl-C ends it.
`;
}
