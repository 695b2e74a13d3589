// Called by Jest after the last suite.
export { endSharedParts as default } from './start-shared-parts.mjs';
