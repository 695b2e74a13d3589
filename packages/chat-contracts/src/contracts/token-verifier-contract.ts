import type { Identity, TokenVerifier } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract, type ContractCase } from './contract.js';
import { must, mustEqual, mustReject } from './expectation.js';
import type { MovableClock } from './sample.js';

/** What is wrong with a token that a harness is asked for. `null`: nothing. */
export type TokenFlaw =
  | 'tampered'
  | 'other-key'
  | 'other-algorithm'
  | 'unsigned'
  | 'not-yet-valid'
  | 'other-issuer'
  | 'other-audience'
  | 'no-subject';

/** What the contract of {@link TokenVerifier} needs. A flaw that the adapter does not support goes into `lacks`. */
export interface TokenVerifierHarness extends Closable {
  readonly verifier: TokenVerifier;
  readonly clock: MovableClock;
  /** A token for this identity with this flaw. */
  issue(identity: Identity, flaw: TokenFlaw | null): Promise<string> | string;
  /** Makes the source of keys unreachable; needed unless `key-server` is lacking. */
  cutOff?(): Promise<void> | void;
}

const ADA = { userId: '123', name: 'Ada Lovelace', roles: ['admin', 'tester'] };

const MALFORMED = [
  '',
  ' ',
  '.',
  '..',
  'a.b.c',
  'Bearer',
  'null',
  '数据',
  'x'.repeat(20_000),
  '{"sub":"123"}',
];

/** Ids that look like another, or like nothing. */
const UNFIT_IDS = ['', ' ', '123 ', '12\u200b3', '123\ufe0f', '\u3164', 'zoe\u0308', '\u0430da', '\u202e321'];

async function rejects(verifier: TokenVerifier, token: string, what: string): Promise<void> {
  const error = await mustReject(verifier.verify(token), 'unauthorized', `verify() of ${what}`);
  const shown = `${error.message} ${String(error.cause)}`;
  must(
    token.trim().length < 5 || !shown.includes(token),
    `verify() put the token itself into the error for ${what}: leave it out, of the cause too`,
  );
  const part = token.split('.').find((piece) => piece.length > 8 && shown.includes(piece));
  must(
    part === undefined,
    `verify() put a part of the token into the error for ${what}: leave it out, of the cause too`,
  );
}

function rejecting(flaw: TokenFlaw, what: string): ContractCase<TokenVerifierHarness> {
  return {
    title: `rejects ${what}`,
    needs: flaw,
    async run({ verifier, clock, issue }) {
      const identity = { ...ADA, expiresAt: clock.now() + 3_600_000 };
      await rejects(verifier, await issue(identity, flaw), what);
    },
  };
}

/** Everything that `TokenVerifier` guarantees. */
export const tokenVerifierContract: Contract<TokenVerifierHarness> = contractOf('TokenVerifier', [
  {
    title: 'returns the identity of a valid token, with its expiry',
    async run({ verifier, clock, issue }) {
      // Whole seconds: tokens have no finer time.
      const expiresAt = Math.ceil(clock.now() / 1_000) * 1_000 + 60_000;
      const identity = { ...ADA, expiresAt };
      mustEqual(
        await verifier.verify(await issue(identity, null)),
        identity,
        'verify() must return the identity of the token, with its expiry as expiresAt in milliseconds',
      );
    },
  },
  {
    title: 'rejects a token once it has expired',
    async run({ verifier, clock, issue }) {
      const expiresAt = Math.ceil(clock.now() / 1_000) * 1_000 + 60_000;
      const token = await issue({ ...ADA, expiresAt }, null);
      clock.advance(expiresAt - clock.now() - 1);
      await verifier.verify(token);
      clock.advance(1);
      await rejects(verifier, token, 'a token at its expiry');
    },
  },
  {
    title: 'rejects what is no token at all, without quoting it',
    async run({ verifier }) {
      for (const token of MALFORMED) await rejects(verifier, token, `"${token.slice(0, 20)}"`);
    },
  },
  {
    title: 'rejects a subject that looks like another, or like nothing',
    async run({ verifier, clock, issue }) {
      for (const userId of UNFIT_IDS) {
        const token = await issue({ ...ADA, userId, expiresAt: clock.now() + 3_600_000 }, null);
        await rejects(verifier, token, `a token whose subject is ${JSON.stringify(userId)}`);
      }
    },
  },
  rejecting('tampered', 'a token whose claims were changed after signing'),
  rejecting('other-key', 'a token signed with another key'),
  rejecting('other-algorithm', 'a token signed with another algorithm than configured'),
  rejecting('unsigned', 'a token that claims to need no signature'),
  rejecting('not-yet-valid', 'a token that is not valid yet'),
  rejecting('other-issuer', 'a token of another issuer'),
  rejecting('other-audience', 'a token for another audience'),
  rejecting('no-subject', 'a token without a subject'),
  {
    title: 'throws unavailable, not unauthorized, when validity cannot be checked',
    needs: 'key-server',
    async run({ verifier, clock, issue, cutOff }) {
      const token = await issue({ ...ADA, expiresAt: clock.now() + 3_600_000 }, null);
      await cutOff?.();
      const error = await mustReject(verifier.verify(token), 'unavailable', 'verify() without its keys');
      must(!error.message.includes(token), 'verify() put the token itself into its error: leave it out');
    },
  },
]);
