import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  type ExtractorMessage,
  type IConfigFile,
} from '@microsoft/api-extractor';
import { CommandError, messageOf } from '@serverless-ws/command-line/command.js';
import { entryPoints } from './entry-points.js';
import { withoutShown } from './shown-once.js';

/**
 * The public surface of a package that is built: one report for each entry point, by the name of its file. It shows
 * the declarations in `dist`, in the order of their names; of comments it says only where one is missing. Types that
 * are not exported and still are part of a signature are shown too, and once in a package.
 *
 * @param root - the folder of the package
 * @throws CommandError when the declarations are missing, or API Extractor cannot make sense of them
 */
export function apiReports(root: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'api-report-'));
  try {
    const points = entryPoints(root).map(({ name, declarations }) => ({
      file: `${name}.api.md`,
      config: configuration(resolve(root), join(folder, name), declarations),
    }));
    const state = sharedState(points.map(({ config }) => config));
    const [main, ...others] = points.map(({ file, config }) => ({ file, text: report(config, state) }));
    if (main === undefined) return new Map();
    return new Map([
      [main.file, main.text],
      ...others.map(({ file, text }) => [file, withoutShown(text, main.text)] as const),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One program for all entry points: reading what they import is most of the work. */
function sharedState([first, ...others]: readonly ExtractorConfig[]): CompilerState | undefined {
  const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
  return first && CompilerState.create(first, { additionalEntryPoints });
}

function report(config: ExtractorConfig, compilerState: CompilerState | undefined): string {
  try {
    const messageCallback = (message: ExtractorMessage) => {
      message.handled = true;
    };
    const options = { localBuild: true, messageCallback, ...(compilerState && { compilerState }) };
    Extractor.invoke(config, options);
  } catch (error) {
    // It does not say whose declarations it cannot read.
    throw new CommandError(`${config.mainEntryPointFilePath}: ${messageOf(error)}`, 1);
  }
  return readFileSync(config.reportFilePath, 'utf8');
}

function configuration(root: string, folder: string, declarations: string): ExtractorConfig {
  mkdirSync(folder);
  const configObject: IConfigFile = {
    projectFolder: root,
    mainEntryPointFilePath: join(root, declarations),
    newlineKind: 'lf',
    compiler: { overrideTsconfig: compilerSettings(declarations) },
    apiReport: {
      enabled: true,
      reportFileName: 'report',
      reportFolder: folder,
      reportTempFolder: join(folder, 'temp'),
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    tsdocMetadata: { enabled: false },
  };
  const packageJsonFullPath = join(root, 'package.json');
  return ExtractorConfig.prepare({ configObject, configObjectFullPath: undefined, packageJsonFullPath });
}

/** The package's own settings, but for what a build alone needs; other packages are read as they are published. */
function compilerSettings(declarations: string) {
  return {
    extends: './tsconfig.lib.json',
    compilerOptions: {
      customConditions: null,
      composite: false,
      rootDir: null,
      tsBuildInfoFile: null,
      noEmit: true,
    },
    files: [declarations],
    include: [],
  };
}
