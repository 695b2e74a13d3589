import { existsSync } from 'node:fs';
import { ServiceError } from '../service-error.js';
import type { FunctionSettings } from './function-settings.js';

/** In the order in which Lambda tries them. */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/**
 * A function with the file that is there for its handler.
 * @throws ServiceError where there is none
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-handler-setup
 */
export function locateHandler(settings: FunctionSettings): FunctionSettings {
  const base = settings.file.replace(/\.[cm]?js$/, '');
  const file = EXTENSIONS.map((extension) => `${base}${extension}`).find((path) => existsSync(path));
  if (file !== undefined) return { ...settings, file };
  const isSource = ['.ts', '.mts', '.tsx'].some((extension) => existsSync(`${base}${extension}`));
  const message = isSource
    ? `${base} is TypeScript, which Lambda does not run: build it first, or give startService a build`
    : `there is no ${base} with the ending ${EXTENSIONS.join(', ')}`;
  throw new ServiceError('handler_file_missing', message, { path: `functions.${settings.name}.handler` });
}
