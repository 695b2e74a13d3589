/**
 * A template without the tables that exist already: those whose `Metadata` has an `AdoptedTable`. The stack then neither
 * makes nor owns such a table; what refers to it names the one that is there, in the stack's account and Region.
 *
 * @param template - of CloudFormation, whole; it is not changed
 * @returns the same one, where no table is adopted
 * @throws Error for a name that no table can have, and for an attribute that only a table of the stack has
 */
export function withAdoptedTables(template: object): object;
