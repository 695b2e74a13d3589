/** What a key press says of itself. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** The code of a key that an input method handles: Safari ends a composition first, and reports its key after that. */
const HANDLED_BY_INPUT_METHOD = 229;

/** Whether a key belongs to an input method, which composes a character of several keys. */
export function isComposing(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === HANDLED_BY_INPUT_METHOD;
}

/** Whether a key sends the message: Enter without Shift, unless it ends a composition. */
export function isSendKey(press: KeyPress): boolean {
  return press.key === 'Enter' && !press.shiftKey && !isComposing(press);
}
