/** A table that inherits nothing, so that a name from the wire (`constructor`, `__proto__`) only finds what was put in. */
export function nullPrototype<Table extends object>(table: Table): Readonly<Table> {
  return Object.freeze(Object.assign(Object.create(null), table));
}
