/** What most texts hold: a character of ASCII that is drawn. */
const DRAWN = /[!-~]/;

/**
 * What is left of a text without all that draws nothing: white space; control characters; what fonts leave out by default
 * (zero-width characters, variation selectors, tags, the Hangul fillers); and the few that are blank without such a property:
 * the marks of interlinear annotation, the Braille pattern without dots, the null notehead and the Khitan filler.
 */
function visible(text: string): string {
  return text.replace(
    /\p{White_Space}|\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2800\uFFF9-\uFFFB]|\u{16FE4}|\u{1D159}/gu,
    '',
  );
}

/** Whether a text shows at least one character. */
export function hasVisibleCharacter(text: string): boolean {
  return DRAWN.test(text) || visible(text) !== '';
}
