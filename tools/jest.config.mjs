import { preset } from '../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    '**/*.ts',
    '!**/{dist,out-tsc,node_modules}/**',
    '!**/*.{spec,e2e,d}.ts',
    // Tests themselves, or run by whole-process tests alone.
    '!{bench,browser,e2e,publish,push-policy,stack}/**',
    // They package the template, as its whole-process tests do.
    '!template/{best-practices,deployed-values,own-findings,packaged-function,packaged-variants,unpack}.ts',
    // A chaos run is a test itself, of several processes; what judges it is tested.
    '!chaos/{backend,chaos-child,chaos-run,clients/**,engine,invocation,stale}*.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!**/cli.ts',
    '!boundaries/linter.ts',
    '!lambda-runtime/container.ts',
    '!verify-package/{check-exports,packed-package}.ts',
    '!web-server/build-page.ts',
  ],
};
