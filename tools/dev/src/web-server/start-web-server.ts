import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { RequestGuard } from '@serverless-ws/apigw-emulator';
import { isUserId, LIMITS } from '@serverless-ws/chat-domain';
import { CommandError } from '@serverless-ws/command-line/command.js';

/** What a page server needs to know. */
export interface WebServerOptions {
  /** The folder with `index.html`. */
  readonly folder: string;
  /** Default: any free port. */
  readonly port?: number;
  /** The address of the chat; the page finds it in `config.json`. */
  readonly webSocketUrl: string;
  /** Where links to files are signed; the page finds it there too. Default: nowhere. */
  readonly attachmentsUrl?: string | undefined;
  /** Makes a token for every caller: for one machine only. */
  readonly mint: (who: SignedIn) => string;
}

/** Who signs in: under any name, as an admin too. */
export interface SignedIn {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What only a header can say; the rest of the policy is in the page. */
const HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The chat page on loopback. */
export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page, its settings, and tokens for any name, on 127.0.0.1.
 * @throws CommandError with one line for a port that is taken
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const files = sirv(options.folder, {
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    },
  });
  // A page elsewhere must neither read a token (another origin) nor pose as this one (a name that points here).
  const guard = new RequestGuard();
  const server = createServer((request, response) => {
    const refused = guard.refusal(request);
    if (refused !== undefined) {
      request.resume();
      return end(
        response,
        refused.status,
        'text/plain',
        `This server is for this machine alone: ${refused.reason}.`,
      );
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/config.json') {
      const { webSocketUrl, attachmentsUrl } = options;
      const settings = { webSocketUrl, signInUrl: './token', attachmentsUrl };
      return end(response, 200, 'application/json', JSON.stringify(settings));
    }
    if (pathname === '/token') return signIn(request, response, searchParams, options.mint);
    files(request, response, () => end(response, 404, 'text/plain', 'Not found'));
  });
  const port = await listen(server, options.port ?? 0);
  return { url: `http://127.0.0.1:${port}/`, close: () => close(server) };
}

function signIn(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  mint: WebServerOptions['mint'],
): void {
  const sub = query.get('sub') ?? '';
  const name = query.get('name') ?? sub;
  if (request.method !== 'POST') return end(response, 405, 'text/plain', 'POST asks for a token.');
  if (!isUserId(sub) || name.length > LIMITS.userNameLength) {
    return end(response, 400, 'text/plain', 'sub is no user id, or name is over 128 characters.');
  }
  const roles = query.get('role') === 'admin' ? ['admin'] : [];
  end(response, 200, 'text/plain', mint({ sub, name, roles }));
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new CommandError(`port ${port} is taken; --web-port takes another`, 1)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
