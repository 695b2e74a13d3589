/** A declaration that an entry point does not export. */
const HIDDEN = /^(\/\/ [^\n]*\n)+(?!export |\/\/)/;

/** A report without the hidden declarations that another report of the same package shows word for word. */
export function withoutShown(report: string, other: string): string {
  const shown = new Set(declarations(other).map((declaration) => declaration.replace(/^export /m, '')));
  return declarations(report)
    .filter((declaration) => !HIDDEN.test(declaration) || !shown.has(declaration))
    .join('\n\n');
}

/** API Extractor puts an empty line between declarations and none into them. */
function declarations(report: string): readonly string[] {
  return report.split('\n\n');
}
