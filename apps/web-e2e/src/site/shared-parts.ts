/** Where the parts are that all suites of a run share. */
export interface SharedParts {
  /** The address of a browser. */
  readonly browser: string;
  /** The folder with the built page. */
  readonly page: string;
  /** The folder with the bundles of the functions. */
  readonly bundles: string;
}

/** The parts that were made before the first suite of this run. */
export function sharedParts(): Pick<SharedParts, 'browser' | 'page'> {
  const { SHARED_BROWSER: browser = '', BUILT_PAGE: page = '' } = process.env;
  return { browser, page };
}
