import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve, sep } from 'node:path';

/** Packages of which modules are stubs, or that work with those. */
const STUBBED = /^(?:@aws-sdk|@smithy)\/|^jsonwebtoken(?:\/|$)/;

/** Packages that use of these no more than what is left. */
const FITTING =
  /[\\/]node_modules[\\/](?:@aws-sdk|@smithy|@serverless-ws|jsonwebtoken|jwks-rsa)[\\/](?!.*[\\/]node_modules[\\/])/;

/**
 * Whether a function needs the whole of modules that are stubs in the functions of the chat: its own code, or a library
 * of its own, imports the packages that they belong to.
 * @param {import('esbuild').Metafile} metafile of its bundle, with paths from the working directory
 */
export function needsWholeModules({ inputs, outputs }) {
  const files = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  return files.some((file) => {
    const imports = inputs[file]?.imports ?? [];
    return imports.some(({ original = '' }) => STUBBED.test(original)) && !isFitting(resolve(file));
  });
}

function isFitting(file) {
  return FITTING.test(file) || OWN.some((folder) => file.startsWith(folder));
}

/** The packages of the chat, where they are workspaces instead of installed. */
const OWN = ['chat-apigw', 'chat-dynamo', 'chat-events', 'chat-jwt', 'chat-sqs'].flatMap(folderOf);

function folderOf(name) {
  const paths = createRequire(import.meta.url).resolve.paths('@serverless-ws') ?? [];
  const found = paths.map((path) => resolve(path, '@serverless-ws', name)).find((path) => existsSync(path));
  return found === undefined ? [] : [realpathSync(found) + sep];
}
