import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A secret of Secrets Manager, on loopback: as much of the service as reading it takes. */
export interface SecretStore {
  readonly endpoint: string;
  readonly arn: string;
  /** The version that is current now. */
  readonly current: string;
  /** Requests so far. */
  readonly reads: number;
  /** Makes a new version current, and the one that was so the previous one; returns the new one. */
  rotate(): string;
  /** Fails every request from now on, or no more. */
  setReachable(isReachable: boolean): void;
  close(): Promise<void>;
}

const ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:chat/jwt-a1B2c3';

/** Starts a store with the first version of a secret. */
export async function startSecretStore(): Promise<SecretStore> {
  const versions = [newSecret()];
  let [isReachable, reads] = [true, 0];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      reads += 1;
      if (!isReachable) return response.writeHead(500).end('{}');
      const { SecretId, VersionStage } = JSON.parse(body) as Record<string, string>;
      const stages: Record<string, string | undefined> = {
        AWSCURRENT: versions[0],
        AWSPREVIOUS: versions[1],
      };
      return answer(response, SecretId === ARN ? stages[VersionStage ?? ''] : undefined);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arn: ARN,
    get current() {
      return versions[0] ?? '';
    },
    get reads() {
      return reads;
    },
    rotate: () => {
      versions.unshift(newSecret());
      return versions[0] ?? '';
    },
    setReachable: (is) => {
      isReachable = is;
    },
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

const newSecret = () => randomBytes(48).toString('base64');

function answer(response: ServerResponse, secret: string | undefined): void {
  if (secret !== undefined) return void response.end(JSON.stringify({ SecretString: secret }));
  response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
}
