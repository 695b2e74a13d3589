/**
 * Puts new text between `<!-- bench:name -->` and `<!-- /bench:name -->`.
 *
 * @throws Error when the document has no such position
 */
export function replaceSection(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const start = document.indexOf(open);
  const end = document.indexOf(close);
  if (start < 0 || end < start) throw new Error(`no section "${name}" in the document`);
  return `${document.slice(0, start + open.length)}\n\n${text}\n\n${document.slice(end)}`;
}
