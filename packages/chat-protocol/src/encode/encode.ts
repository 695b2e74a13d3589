/** The text of a server frame: one of this protocol, or of an event of a team's own. */
export function encode<Frame extends { readonly type: string }>(frame: Frame): string {
  return JSON.stringify(frame);
}
