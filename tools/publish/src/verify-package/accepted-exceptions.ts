/** Findings that are right about the fact and wrong about the fault, each with its reason. */
export const ACCEPTED_EXCEPTIONS: readonly { readonly finding: RegExp; readonly reason: string }[] = [];
