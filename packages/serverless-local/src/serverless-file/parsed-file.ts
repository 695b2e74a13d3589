import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { ServiceError } from '../service-error.js';
import { cloudFormationTags } from '../template/intrinsics.js';

/**
 * A YAML file with CloudFormation's tags in it.
 * @throws ServiceError where it cannot be read, or is not YAML
 */
export function parsedFile(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { customTags: [...cloudFormationTags], merge: true });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw new ServiceError('file_missing', `${path} cannot be read`);
    // Not what the parser says: it quotes the file.
    const [{ line, col } = { line: 0, col: 0 }] = error.linePos ?? [];
    throw new ServiceError('invalid_yaml', `${path}: no YAML at line ${line}, column ${col}: ${error.code}`);
  }
}
