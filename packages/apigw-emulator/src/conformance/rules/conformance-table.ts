import type { Rule } from './rule-list.js';
import { rules } from './rules.js';

/** The table of the README: every rule, its source, and what serverless-offline does. */
export function conformanceTable(): string {
  return Object.entries(rules)
    .map(([chapter, list]) => [`**${chapter}**`, '', header, ...list.map(row)].join('\n'))
    .join('\n\n');
}

const header = '| The gateway … | source | serverless-offline |\n| --- | --- | --- |';

function row({ rule, source, serverlessOffline }: Rule): string {
  const cells = [rule, cite(source), serverlessOffline === '' ? 'same' : serverlessOffline];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function cite({ kind, where }: Rule['source']): string {
  const [url] = /^https:\S+/.exec(where) ?? [];
  return url ? `[${kind}](${url})${where.slice(url.length)}` : `${kind}: ${where}`;
}
