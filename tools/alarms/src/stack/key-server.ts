import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';

/** An issuer of tokens, which publishes its key, and can be down. */
export class KeyServer {
  isDown = false;
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  readonly #server: Server;

  private constructor() {
    const key = { ...this.#pair.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };
    this.#server = createServer((_, response) => {
      if (this.isDown) return void response.destroy();
      response.setHeader('connection', 'close').end(JSON.stringify({ keys: [key] }));
    });
  }

  static async start(): Promise<KeyServer> {
    const server = new KeyServer();
    await new Promise<void>((resolve) => void server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys.json`;
  }

  token(sub: string): string {
    const options = { algorithm: 'RS256', keyid: 'k1', expiresIn: '2h' } as const;
    return jsonwebtoken.sign({ sub, name: sub, roles: [] }, this.#pair.privateKey, options);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
