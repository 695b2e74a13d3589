// A rule of eslint.config.mjs: comments and strings use the terms of the field. A reader who knows logs, queues and web
// APIs should need no dictionary of this project's own.

/** Words that were this project's alone, and what the field says. */
const EVERYWHERE = {
  'wake-up': 'notification',
  'send marker': 'idempotency record',
  ticket: 'reservation',
  pile: 'batch',
  'told apart': 'distinguished',
  'a wish to': 'Input of …',
  outlet: 'sink',
  hungry: 'ready',
  appetite: 'remaining',
  relics: 'expired counters',
  specimen: 'sample',
  scribe: 'test log writer',
  'would have it': 'a plain subject',
};

/** What the option `plainSubjects` adds: a sentence names who does something. */
const SUBJECTS = {
  whoever: 'a plain subject',
  nobody: 'a plain subject',
  somebody: 'a plain subject',
  anybody: 'a plain subject',
};

/** @param {Readonly<Record<string, string>>} terms */
const pattern = (terms) => new RegExp(`\\b(${Object.keys(terms).join('|')})s?\\b`, 'i');

/**
 * The first word of a text that the field says otherwise, and how; `null` where there is none.
 * @param {string} text
 * @param {boolean} plainSubjects
 * @returns {{ readonly word: string, readonly term: string } | null}
 */
export function privateTerm(text, plainSubjects) {
  const terms = plainSubjects ? { ...EVERYWHERE, ...SUBJECTS } : EVERYWHERE;
  const word = pattern(terms).exec(text)?.[1];
  return word === undefined ? null : { word, term: terms[word.toLowerCase()] };
}

/** @type {import('eslint').Rule.RuleModule} */
export const fieldTerms = {
  meta: {
    type: 'suggestion',
    schema: [
      { type: 'object', properties: { plainSubjects: { type: 'boolean' } }, additionalProperties: false },
    ],
    messages: { term: '"{{word}}" is this project’s own word; the field says: {{term}}.' },
  },
  create: (context) => {
    const { plainSubjects = false } = context.options[0] ?? {};
    const check = (node, text) => {
      const found = privateTerm(text, plainSubjects);
      if (found !== null) context.report({ ...node, messageId: 'term', data: found });
    };
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) check({ loc: comment.loc }, comment.value);
      },
      Literal: (node) => typeof node.value === 'string' && check({ node }, node.value),
      TemplateElement: (node) => check({ node }, node.value.raw),
      Identifier: (node) => check({ node }, node.name),
    };
  },
};
