import { createServer, type Server } from 'node:http';
import { settle, type GatewayOptions } from './gateway-options.js';
import { Gateway } from './gateway.js';

/**
 * Starts a local WebSocket API on loopback and resolves when it accepts connections.
 *
 * @throws TypeError where an option is invalid; Node's own error (`EADDRINUSE`, …) where it cannot listen on the port
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const settings = settle(options);
  const server = createServer({ keepAliveTimeout: 60_000 });
  const gateway = new Gateway(server, settings);
  await listen(server, settings.host, settings.port);
  return gateway;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, 65_535, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
