import { ChatError, type Identity } from '@serverless-ws/chat-domain';

/** What the authorizer hands to every later event of the connection. API Gateway takes scalars only. */
export interface IdentityContext {
  /** The identity as JSON, in ASCII, so that no proxy on the way can garble a name. */
  readonly identity: string;
}

/** An identity as authorizer context. */
export function identityContext({ userId, name, roles, expiresAt }: Identity): IdentityContext {
  return { identity: ascii(JSON.stringify({ userId, name, roles, expiresAt })) };
}

/**
 * The identity that an event's context carries: put there by our own authorizer, and out of reach for clients.
 * @throws ChatError `unauthorized` when there is none, as on an API that was deployed without the authorizer
 */
export function identityOf(context: Readonly<Record<string, unknown>> | undefined): Identity {
  const identity = parse(context?.['identity']);
  if (identity === null) throw new ChatError('unauthorized', 'This connection has no identity.');
  return identity;
}

function parse(text: unknown): Identity | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isIdentity(value) ? value : null;
  } catch {
    return null;
  }
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== 'object' || value === null) return false;
  const { userId, name, roles, expiresAt }: { [Key in keyof Identity]?: unknown } = value;
  return (
    typeof userId === 'string' &&
    typeof name === 'string' &&
    Array.isArray(roles) &&
    roles.every((role) => typeof role === 'string') &&
    (expiresAt === null || typeof expiresAt === 'number')
  );
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
