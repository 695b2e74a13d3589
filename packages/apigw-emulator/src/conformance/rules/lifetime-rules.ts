import { documented, observed, pages, type Rule } from './rule-list.js';

const hotsock = 'https://hotsock.io/docs/connections/keep-alive';

/** How the gateway ends connections. */
export const lifetimeRules: readonly Rule[] = [
  documented('idle', pages.quotas, 'closes a connection after ten minutes of silence'),
  observed(
    'idle-code',
    'https://github.com/dherault/serverless-offline/blob/master/src/events/websocket/WebSocketClients.js',
    'closes for idleness with 1001 `Going away`',
  ),
  documented('idle-client', pages.quotas, 'counts ten minutes from the client’s last message'),
  observed('idle-server', hotsock, 'counts ten minutes from the last message to the client'),
  observed(
    'idle-ping',
    'https://github.com/andyrichardson/subscriptionless/issues/3',
    'does not count pings as activity',
  ),
  documented('life', pages.quotas, 'closes a connection after two hours, busy or not'),
  documented(
    'disconnect-runs',
    pages.connectDisconnect,
    'runs `$disconnect` for connections that the gateway ends',
  ),
  documented('disconnect-optional', pages.overview, 'needs no `$disconnect` route'),
  documented('disconnect-best-effort', pages.connectDisconnect, 'ignores an error of `$disconnect`'),
];
