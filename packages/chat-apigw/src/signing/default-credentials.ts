import type { Credentials } from './credentials.js';

/**
 * The credentials that Lambda puts into the environment; elsewhere, those of the SDK's chain (profiles, SSO, containers,
 * instances), which is loaded only then.
 *
 * @throws the chain's own error when there are none
 */
export async function defaultCredentials(): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  }
  const { chainCredentials } = await import('../sdk-client.js');
  return chainCredentials();
}
