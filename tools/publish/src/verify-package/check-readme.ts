/** What a reader looks for in a README, in this order. */
const PARTS: readonly (readonly [what: string, pattern: (name: string) => RegExp])[] = [
  ['its name as the title', (name) => new RegExp(`^# ${name}\n`)],
  ['how to install it', (name) => new RegExp(`^npm install ((-D|--save-dev) )?${name}\\b`, 'm')],
  ['an example', () => /^```tsx?\b/m],
  ['a table of what it offers', () => /^\| -+/m],
];

/** What is missing in a README. Adapters of AWS must say which permissions they need. */
export function checkReadme(
  name: string,
  readme: string,
  dependencies: Readonly<Record<string, string>> = {},
): readonly string[] {
  const missing = PARTS.filter(([, pattern]) => !pattern(name).test(readme)).map(([what]) => what);
  const usesAws = Object.keys(dependencies).some((dependency) => dependency.startsWith('@aws-sdk/'));
  if (usesAws && !/^(## Permissions|\*\*Permissions\.\*\*)/m.test(readme))
    missing.push('the permissions it needs');
  return missing.map((what) => `README.md lacks ${what}`);
}
