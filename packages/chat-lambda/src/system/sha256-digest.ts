import { createHash } from 'node:crypto';

import type { TextDigest } from '@serverless-ws/chat-domain';

/** SHA-256 in 43 characters of base64url. */
export const sha256Digest: TextDigest = {
  of: (text) => createHash('sha256').update(text).digest('base64url'),
};
