/** Modules of dependencies that no handler needs, by the code that stands in for them. */
export const CUT_OUTS: Readonly<Record<string, string>>;
