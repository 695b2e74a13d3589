/** Modules of dependencies that no handler needs, or needs little of, by what stands in for their source. */
export const CUT_OUTS: Readonly<Record<string, (source: string) => string>>;
