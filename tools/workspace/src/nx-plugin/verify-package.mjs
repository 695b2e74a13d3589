// The workspace's own Nx plugin: every folder in `packages/` has a `verify-package` and an `api-report` target, so that
// a new package cannot forget them.
import { dirname } from 'node:path';

/** @type {import('nx/src/project-graph/plugins').CreateNodesV2} */
export const createNodesV2 = [
  'packages/*/package.json',
  (files) =>
    files.map((file) => [file, { projects: { [dirname(file)]: { targets: targets(dirname(file)) } } }]),
];

/** @param {string} root the folder of a package */
function targets(root) {
  return {
    'verify-package': {
      command: `tsx --conditions=@serverless-ws/source tools/publish/src/verify-package/cli.ts --package ${root}`,
      dependsOn: ['build', '^build'],
      cache: true,
      inputs: [
        'production',
        '^production',
        '{workspaceRoot}/tools/publish/src/verify-package/**/*',
        '{workspaceRoot}/tools/publish/src/api-report/**/*',
        // What ships is checked, too; `default` leaves pages out.
        `{workspaceRoot}/${root}/*.md`,
      ],
      outputs: ['{projectRoot}/coverage/packed.json'],
      metadata: { description: 'What npm would publish: files, exports, types, metadata, README' },
    },
    'api-report': {
      command: `tsx --conditions=@serverless-ws/source tools/publish/src/api-report/cli.ts --package ${root}`,
      dependsOn: ['build', '^build'],
      cache: false,
      metadata: {
        description: 'Writes the public surface into the folder api, for the review of a change',
      },
    },
  };
}
