import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { ServiceError } from '../service-error.js';
import { cloudFormationTags } from '../template/intrinsics.js';

/** By path, what a file held when it was last parsed: a deployment includes a file once for each resource in it. */
const parsed = new Map<string, { readonly text: string; readonly value: unknown }>();

/**
 * A YAML file with CloudFormation's tags in it; the same object as before where its text is the same.
 * @throws ServiceError where it cannot be read, or is not YAML
 */
export function parsedFile(path: string): unknown {
  try {
    const text = readFileSync(path, 'utf8');
    const known = parsed.get(path);
    if (known?.text === text) return known.value;
    const value: unknown = parse(text, { customTags: [...cloudFormationTags], merge: true });
    parsed.set(path, { text, value });
    return value;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw new ServiceError('file_missing', `${path} cannot be read`);
    // Not what the parser says: it quotes the file.
    const [{ line, col } = { line: 0, col: 0 }] = error.linePos ?? [];
    throw new ServiceError('invalid_yaml', `${path}: no YAML at line ${line}, column ${col}: ${error.code}`);
  }
}
