import { DIRECT_PREFIX } from '../../model/room-name.js';
import type { TextDigest } from '../../ports/text-digest.js';

/**
 * The name of the direct room of two users, whichever of them asks: with SHA-256 in base64url, 46 characters. It says
 * nothing of the users to those who do not know both.
 */
export function directRoom(digest: TextDigest, userId: string, otherId: string): string {
  // By code unit, the same in every locale.
  const ids = userId < otherId ? [userId, otherId] : [otherId, userId];
  return `${DIRECT_PREFIX}${digest.of(JSON.stringify(ids))}`;
}
