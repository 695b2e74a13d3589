import { randomBytes } from 'node:crypto';

/** An id in AWS's form: eleven random bytes in URL-safe base64, its padding kept (`R0oXAdfD0kwCH6w=`). */
export function newConnectionId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

/** Whether AWS could have issued this id; a malformed one gets 400, a well-formed unknown one 410. */
export function isConnectionId(id: string): boolean {
  return /^[A-Za-z0-9_-]{15}=$/.test(id);
}
