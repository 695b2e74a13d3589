import type { Rule } from 'eslint';

export function importCycle(file: string, text: string): readonly string[] | null;

export const noImportCycles: Rule.RuleModule;
