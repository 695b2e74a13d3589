/** The types that Nx's changelog knows, in the order of use. */
export const COMMIT_TYPES = [
  'feat',
  'fix',
  'perf',
  'refactor',
  'docs',
  'test',
  'build',
  'ci',
  'style',
  'chore',
  'revert',
] as const;

/** Longest subject that `git log --oneline` and a pull request's title show whole. */
const LONGEST = 120;

const SUBJECT = /^(?<type>[a-z]+)(?:\([a-z0-9-]+(?:, ?[a-z0-9-]+)*\))?!?: (?<what>\S.*)$/;

/** What Git itself writes, or takes away again before anything is pushed. */
const BY_GIT = /^(?:Merge |Revert "|Reapply "|fixup! |squash! |amend! )/;

/**
 * What is wrong with the first line of a commit message, since releases and changelogs are made from it.
 *
 * @param message - the whole message; lines that begin with `#` are Git's comments
 * @returns one line that names the fault and how it would be right; `null`: nothing
 * @see https://www.conventionalcommits.org/en/v1.0.0/
 * @example
 * ```ts
 * subjectFault('fixed the tail'); // 'a subject is "type: what changes", …'
 * subjectFault('fix(chat-apigw): the tail ends'); // null
 * ```
 */
export function subjectFault(message: string): string | null {
  const subject = message.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  if (BY_GIT.test(subject)) return null;
  const { type, what } = SUBJECT.exec(subject)?.groups ?? {};
  if (type === undefined || what === undefined) {
    return 'a subject is "type: what changes", or "type(package): what changes", as "fix(chat-jwt): keys are tried again"';
  }
  if (!COMMIT_TYPES.some((known) => known === type)) {
    return `no type "${type}"; there are ${COMMIT_TYPES.join(', ')}`;
  }
  if (subject.length > LONGEST) return `a subject has ${LONGEST} characters at most; the body says the rest`;
  return null;
}
