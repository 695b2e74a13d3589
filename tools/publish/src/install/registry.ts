import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A registry of our scope alone: whatever is not published to it in this run is not there. */
export interface Registry {
  readonly url: string;
  /** The `.npmrc` lines that send our scope, and nothing else, to it. */
  readonly npmrc: string;
  close(): Promise<void>;
}

/** What verdaccio exports; it ships no types of its own for this. */
interface Verdaccio {
  runServer(configuration: string): Promise<Server>;
}

/** Starts verdaccio on a free loopback port, with its storage in `folder`. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const configuration = join(folder, 'verdaccio.yaml');
  writeFileSync(
    configuration,
    JSON.stringify({
      storage: join(folder, 'storage'),
      uplinks: {},
      packages: { '@serverless-ws/*': { access: '$all', publish: '$all' } },
      log: { type: 'stdout', format: 'json', level: 'fatal' },
    }),
  );
  const verdaccio = createRequire(import.meta.url)('verdaccio') as Verdaccio;
  const server = await verdaccio.runServer(configuration);
  const { port } = await listening(server);
  const address = `127.0.0.1:${port}/`;
  return {
    url: `http://${address}`,
    npmrc: `@serverless-ws:registry=http://${address}\n//${address}:_authToken=local\n`,
    close: () => closed(server),
  };
}

function listening(server: Server): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
