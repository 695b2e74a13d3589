import * as v from 'valibot';

/** What is wrong with a field, without its value: the library's own message would repeat it, a text or perhaps a token. */
export function fieldComplaint(issue: v.BaseIssue<unknown>): string {
  const field = `"${v.getDotPath(issue) ?? ''}"`;
  if (issue.kind === 'validation') return `${field} is too long.`;
  if (issue.received === 'undefined') return `${field} is missing.`;
  if (issue.expected === 'never') return `${field} is not a field of this.`;
  // A check of our own: that something is a JSON object.
  const expected = issue.type === 'custom' ? 'object' : String(issue.expected).toLowerCase();
  return `${field} is not of type ${expected}.`;
}
