import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { ACTIONS, EVENTS } from '@serverless-ws/chat-protocol';
import { Ajv } from 'ajv';
import { eventId } from './event-id.js';
import { asyncApiFile, asyncApiText } from './asyncapi-file.js';

const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json');
const text = readFileSync(asyncApiFile, 'utf8');
const document = JSON.parse(text);
const frames = [...Object.keys(ACTIONS), ...Object.keys(EVENTS).map(eventId)];

/** Everything in the document that an AsyncAPI reference may point at. */
function found(pointer: string): unknown {
  const [hash, ...names] = pointer.split('/');
  expect(hash).toBe('#');
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined,
    document,
  );
}

describe('asyncapi.json', () => {
  it('says what the schemas say; `npm run asyncapi` writes it anew', async () => {
    expect(text).toBe(await asyncApiText());
  });

  it('is AsyncAPI 3.0.0 by the schema of that specification', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const valid = ajv.validate(specification, document);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(frames.length);
    for (const pointer of references) expect([pointer, found(pointer)]).not.toContain(undefined);
  });

  it.each(frames)('has examples of %s that its schema takes', (name) => {
    const ajv = new Ajv({ strict: false, schemas: { frames: document } });
    const validate = ajv.getSchema(`frames#/components/schemas/${name}`);
    const { examples } = document.components.messages[name];
    expect(examples).not.toEqual([]);
    for (const { payload } of examples) expect([validate?.(payload), validate?.errors]).toEqual([true, null]);
  });

  it.each(frames)('refuses %s without a field that it needs', (name) => {
    const ajv = new Ajv({ strict: false, schemas: { frames: document } });
    const validate = ajv.getSchema(`frames#/components/schemas/${name}`);
    const [{ payload }] = document.components.messages[name].examples;
    for (const field of document.components.schemas[name].required) {
      expect([field, validate?.({ ...payload, [field]: undefined })]).toEqual([field, false]);
    }
  });
});
