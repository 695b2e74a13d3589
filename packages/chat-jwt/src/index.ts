export { JWT_ALGORITHMS, type JwtAlgorithm } from './algorithms.js';
export { isWeakSecret } from './fixed-key.js';
export { JwtSettingsError } from './jwt-settings-error.js';
export type { JwtKeySettings, JwtSettings } from './jwt-settings.js';
export type { ReadSecrets, SecretVersions } from './secret-keys.js';
export { JwtTokenVerifier, type JwtDependencies } from './jwt-token-verifier.js';
