import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `package.json` says that matters to its users. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A package as npm would publish it. */
export interface PackedPackage {
  readonly root: string;
  readonly manifest: Manifest;
  /** The tarball's path. */
  readonly tarball: string;
  /** The paths inside it. */
  readonly files: readonly string[];
  /** Bytes of the tarball. */
  readonly size: number;
}

/** Packs a package into `target`, without running its scripts. */
export function pack(root: string, target: string): PackedPackage {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const args = ['pack', '--json', '--ignore-scripts', '--silent', '--pack-destination', target];
  const output: unknown = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
  const [packed] = Object.values(output as Record<string, unknown>) as {
    readonly filename: string;
    readonly size: number;
    readonly files: readonly { readonly path: string }[];
  }[];
  if (packed === undefined) throw new Error(`npm packed nothing in ${root}`);
  const { filename, size, files } = packed;
  return { root, manifest, tarball: join(target, filename), files: files.map(({ path }) => path), size };
}
