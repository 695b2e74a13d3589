import type { FaultHook } from '@serverless-ws/apigw-emulator';
import jsonwebtoken from 'jsonwebtoken';
import { startLocalStack, type LocalStackOptions } from '@serverless-ws/local-stack/start-local-stack.js';
import { ConnectionRows } from './connection-rows.js';
import type { ChatTarget, Claims } from './scenario.js';

/** A chat of one's own on loopback, into which one can look. */
export interface LocalTarget extends ChatTarget {
  /** What its tokens are signed with. */
  readonly secret: string;
  close(): Promise<void>;
}

/** Signs claims with a secret. */
export function minter(secret: string) {
  return ({ sub, name = sub, roles = [], expiresIn = 3_600, algorithm = 'HS256' }: Claims): string =>
    jsonwebtoken.sign({ sub, name, roles }, secret, { algorithm, expiresIn });
}

/** Starts a local stack as a target of the end-to-end suite. */
export async function startLocalTarget(options: LocalStackOptions = {}): Promise<LocalTarget> {
  let connects = 0;
  const faults: FaultHook = (operation) => {
    if (operation.kind === 'invoke' && operation.target === '$connect') connects += 1;
    return options.gateway?.faults?.(operation);
  };
  const stack = await startLocalStack({
    coldStart: true,
    ...options,
    gateway: { ...options.gateway, faults },
  });
  const rows = new ConnectionRows(stack.databaseUrl, stack.deployment.tables[0]?.TableName ?? '');
  return {
    url: stack.url,
    secret: stack.secret,
    token: stack.token({ sub: '123', name: 'Dev User' }),
    mint: minter(stack.secret),
    ...(options.environment?.['CHAT_FLOOD_MESSAGES'] === undefined && { unlimited: true }),
    inside: { connects: () => connects, rowsOf: (userId) => rows.of(userId) },
    close: async () => {
      rows.close();
      await stack.close();
    },
  };
}
