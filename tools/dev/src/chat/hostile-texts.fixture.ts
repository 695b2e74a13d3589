/** Kinds of text that a terminal would obey, or show as something else. */
export const HOSTILE: readonly (readonly [kind: string, text: string])[] = [
  ['CSI', 'a\u001b[2Jb'],
  ['OSC 8, a link', '\u001b]8;;https://evil.example\u001b\\x\u001b]8;;\u001b\\'],
  ['OSC 52, the clipboard', '\u001b]52;c;cm0gLXJm\u0007'],
  ['DCS', '\u001bPq\u001b\\'],
  ['C1 CSI', 'a\u009b31mb'],
  ['C1 OSC', 'a\u009d0;t\u009cb'],
  ['DEL and backspace', 'a\u007f\u0008b'],
  ['NUL and bell', 'a\u0000\u0007b'],
  ['line breaks', 'a\r\nb\u0085c\u2028d\u2029e'],
  ['bidi overrides and isolates', 'a\u202eb\u2066c\u061cd'],
  ['tags', 'a\u{e0041}\u{e007f}b'],
  ['fillers', 'a\u3164\u115fb'],
  ['zero width', 'a\u200b\u2060\ufeff\u00adb'],
  ['half a surrogate pair', 'a\ud83db'],
];
