import { LIMITS } from './limits.js';

/** What stands beside letters in every id: ASCII without letters. */
const BESIDE = ' -@[-`{-~';
/** Accents of letters that have no form with them in one character, such as `ọ̀`; none that a dot of `i` would hide. */
const ACCENTS = '\\u0300-\\u0304\\u0306\\u0308-\\u030c';
/** Letters of today's languages: others of these three scripts are drawn like one of these (`ɑ`, `ᴏ`, `ԁ`). */
const LATIN = `A-Za-zÀ-ÖØ-öø-žƏəƠơƯưǍ-ǰǴ-ț\\u1e00-\\u1eff${ACCENTS}`;
const CYRILLIC = `\\u0400-\\u045f\\u048a-\\u04ff${ACCENTS}`;
const GREEK = `\\u0386\\u0388-\\u03ce\\u1f00-\\u1fff${ACCENTS}`;
/** All others in everyday use: UAX #31, Table 5, by their codes in ISO 15924. */
const OTHERS =
  'Arab Armn Beng Deva Ethi Geor Gujr Guru Hebr Khmr Knda Laoo Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt';

/**
 * Printable ASCII with single spaces inside: an id by every rule below, found without the tables of Unicode, which take some
 * milliseconds of a cold start.
 */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** One script, or those in which Chinese, Japanese and Korean are written beside Latin: UTS #39, "highly restrictive". */
const ONE_SCRIPT = onFirstUse(() => {
  const scripts = [
    `${LATIN}\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}`,
    `${LATIN}\\p{scx=Hani}\\p{scx=Bopo}`,
    `${LATIN}\\p{scx=Hani}가-힣`,
    CYRILLIC,
    GREEK,
    ...OTHERS.split(' ').map((script) => `\\p{scx=${script}}`),
  ];
  return new RegExp(`^(?:${scripts.map((letters) => `[${BESIDE}${letters}]+`).join('|')})$`, 'u');
});

/**
 * What no id holds: characters that are no part of identifiers (UAX #31), that draw nothing, or that only lengthen a word
 * (the tatweel); spaces at an end or two in a row; an accent without a letter, and more of them than one sees.
 */
const UNFIT = onFirstUse(
  () =>
    /[^ -~\p{XID_Continue}]|[\p{Default_Ignorable_Code_Point}\u0640]|^ | $| {2}|(?:^|[ -@[-`{-~])\p{M}|\p{M}{5}|(\p{Mn})\1/u,
);

/**
 * Whether a text can be the id of a user, so that ids of two users that are written in one script look different: up to 128
 * characters of printable ASCII, or of letters, accents and digits of one script in everyday use, in the form NFKC. Ids are
 * compared as they are, never normalised or folded: two that their issuer tells apart stay two.
 */
export function isUserId(value: string): boolean {
  return (
    value.length <= LIMITS.userIdLength &&
    (PLAIN.test(value) ||
      (ONE_SCRIPT().test(value) && !UNFIT().test(value) && value.normalize('NFKC') === value))
  );
}

/** A pattern that is not made before it is needed. */
function onFirstUse(make: () => RegExp): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= make());
}
