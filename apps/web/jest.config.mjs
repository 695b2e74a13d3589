import { preset } from '../../jest.preset.mjs';

/** Nothing but calls of the browser's own: tested in a real one, as what React renders is (apps/web-e2e). */
const ofTheBrowser = [
  ...['attachments/put-file', 'log/step-through', 'notifications/*'],
  ...['session/begin', 'session/oidc/open-issuer', 'uploads/pixels-of'],
];

// These specs test what needs no browser.
export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    ...['src/**/*.ts', '!src/**/*.spec.ts', '!src/**/use-*.ts'],
    ...ofTheBrowser.map((name) => `!src/${name}.ts`),
  ],
};
