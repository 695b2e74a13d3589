// Apart from the tokens: suites with secrets alone need not wait for the primes of RSA.
import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';

/** A pair of keys in PEM. */
export function inPem(pair: KeyPairKeyObjectResult): {
  readonly publicKey: string;
  readonly privateKey: string;
} {
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export const rsa = inPem(generateKeyPairSync('rsa', { modulusLength: 2_048 }));
export const stranger = inPem(generateKeyPairSync('rsa', { modulusLength: 2_048 }));
export const p256 = inPem(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }));
export const p384 = inPem(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }));
