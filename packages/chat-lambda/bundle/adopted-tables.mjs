/**
 * Characters of a table's name.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
const TABLE_NAME = /^[\w.-]{3,255}$/;

/**
 * A template without the tables that exist already: those whose `Metadata` has an `AdoptedTable`. The stack then neither
 * makes nor owns such a table; what refers to it names the one that is there, in the stack's account and Region.
 * @param {object} template of CloudFormation, whole; it is not changed
 * @returns {object} the same one, where no table is adopted
 * @throws Error for a name that no table can have, and for an attribute that only a table of the stack has
 */
export function withAdoptedTables(template) {
  const adopted = new Map(
    Object.entries(template.Resources ?? {}).flatMap(([id, { Type, Metadata }]) =>
      Type === 'AWS::DynamoDB::Table' && Metadata?.AdoptedTable ? [[id, Metadata.AdoptedTable]] : [],
    ),
  );
  for (const name of adopted.values()) {
    if (!TABLE_NAME.test(name)) throw new Error(`tableName: ${name} is not the name of a table`);
  }
  if (adopted.size === 0) return template;
  const resources = Object.entries(template.Resources).filter(([id]) => !adopted.has(id));
  return renamed({ ...template, Resources: Object.fromEntries(resources) }, adopted);
}

/** A part of a template, with what refers to the tables replaced. */
function renamed(node, adopted) {
  if (Array.isArray(node)) return node.map((item) => renamed(item, adopted));
  if (typeof node !== 'object' || node === null) return node;
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = node;
  if (adopted.has(name)) return adopted.get(name);
  if (attribute !== undefined) return attributeOf(node, [attribute].flat().join('.'), adopted);
  if (typeof text === 'string') return { ...node, 'Fn::Sub': substituted(text, adopted) };
  if (Array.isArray(text)) {
    return { ...node, 'Fn::Sub': [substituted(text[0], adopted), renamed(text[1], adopted)] };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, renamed(value, adopted)]));
}

function attributeOf(node, attribute, adopted) {
  const found = valueOf(attribute, adopted);
  return found === undefined ? node : { 'Fn::Sub': found };
}

function substituted(text, adopted) {
  return text.replace(/\$\{([\w.]+)\}/g, (whole, name) => valueOf(name, adopted) ?? whole);
}

/** What `Table` or `Table.Arn` comes to, as a text of `Fn::Sub`; `undefined` where it is about something else. */
function valueOf(reference, adopted) {
  const [id, attribute] = reference.split('.');
  if (!adopted.has(id)) return undefined;
  if (attribute === undefined) return adopted.get(id);
  if (attribute !== 'Arn') throw new Error(`${reference} is not known of an adopted table`);
  return `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${adopted.get(id)}`;
}
