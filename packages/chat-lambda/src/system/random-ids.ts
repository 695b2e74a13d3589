import { randomBytes } from 'node:crypto';

import type { IdGenerator } from '@serverless-ws/chat-domain';

/** 128 random bits in 22 characters of base64url. */
export const randomIds: IdGenerator = { next: () => randomBytes(16).toString('base64url') };
