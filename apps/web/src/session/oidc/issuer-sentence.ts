/** What an issuer's refusals mean to the user, by their `error` (RFC 6749, OpenID Connect Core). */
const SENTENCES = new Map(
  Object.entries({
    access_denied: 'You were not signed in: it was cancelled, or your account may not use this chat.',
    login_required: 'You were not signed in. Try again.',
    temporarily_unavailable: 'The sign-in service is busy. Try again in a minute.',
    server_error: 'The sign-in service failed. Try again in a minute.',
    invalid_grant: 'This sign-in took too long. Try again.',
  }),
);

/** What the library says where an address carries a sign-in that this tab did not begin, or has finished. */
const FOREIGN = /state/i;

/** Whether an error is an issuer's own refusal, and which. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ErrorResponse' || !('error' in error)) return undefined;
  return typeof error.error === 'string' ? error.error : undefined;
}

/** Why signing in failed, in a sentence for the user; what only an operator can fix says so. */
export function issuerSentence(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal !== undefined) {
    const known = SENTENCES.get(refusal);
    return (
      known ?? `The sign-in service refuses this page (${refusal}). Its operator must look at the settings.`
    );
  }
  if (!(error instanceof Error)) return unreachable;
  if (error instanceof UnreadableToken) return error.message;
  if (/secure contexts/.test(error.message)) return 'Signing in needs an address that begins with https://.';
  if (FOREIGN.test(error.message)) return 'This sign-in was begun in another tab, or is over. Sign in again.';
  return unreachable;
}

const unreachable = 'The sign-in service cannot be reached. Try again when you are online.';

/** The issuer signed the user in, but gave a token that is no JWT: the chat could not verify it. */
export class UnreadableToken extends Error {
  constructor() {
    super(
      'You are signed in, but the chat cannot read the token. Its operator must set an audience, or choose the ID token.',
    );
  }
}
