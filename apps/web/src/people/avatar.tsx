import { hueOf, initialsOf } from './appearance.js';

/** A coloured disc with somebody's initials. For eyes only: the name is beside it. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span className="avatar" data-hue={hueOf(id)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
