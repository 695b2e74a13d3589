import type { Rule } from 'eslint';

export function privateTerm(
  text: string,
  plainSubjects: boolean,
): { readonly word: string; readonly term: string } | null;

export const fieldTerms: Rule.RuleModule;
