/** How many colours there are for users; `people.css` has them. */
export const HUES = 8;

/** The same of {@link HUES} colours for the same user id. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}

/** The initials of a name, one or two characters: of its first and of its last word. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '?'] = words[0] ?? '?';
  const [last = ''] = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (first + last).toUpperCase();
}
