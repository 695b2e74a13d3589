import { hueOf, initialsOf } from './appearance.js';

/** A coloured disc with a user's initials. Hidden from screen readers: the name is beside it. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(id)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
