import type { Secret } from '@serverless-ws/apigw-emulator';

/** What a function signs its requests with. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const PREFIX = 'function-';

/** The credentials of a function's role, temporary as on Lambda. By them the local endpoint knows who asks. */
export function credentialsOf(functionName: string): FunctionCredentials {
  return {
    accessKeyId: `${PREFIX}${functionName}`,
    secretAccessKey: `secret-of-${functionName}`,
    sessionToken: `session-of-${functionName}`,
  };
}

/** The key of the person at this machine, who may do everything. */
export const OWN_KEY = 'local';
const OWN_SECRET = 'local-secret';

/** Whose access key this is: a function's name, `null` for this machine's own, `undefined` for any other. */
export function ownerOf(accessKeyId: string): string | null | undefined {
  if (accessKeyId === OWN_KEY) return null;
  return accessKeyId.startsWith(PREFIX) ? accessKeyId.slice(PREFIX.length) : undefined;
}

/** What the gateway checks signatures with. */
export function secretOf(accessKeyId: string): Secret | undefined {
  const owner = ownerOf(accessKeyId);
  if (owner === null) return OWN_SECRET;
  if (owner === undefined) return undefined;
  const { secretAccessKey, sessionToken } = credentialsOf(owner);
  return { secretAccessKey, sessionToken };
}
