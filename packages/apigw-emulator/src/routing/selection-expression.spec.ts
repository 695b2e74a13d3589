import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileSelection } from './selection-expression.js';

describe('a route selection expression', () => {
  it.each([
    ['$request.body.action', '{"action":"send"}', 'send'],
    ['${request.body.action}', '{"action":"send"}', 'send'],
    ['$request.body.a.b', '{"a":{"b":"deep"}}', 'deep'],
    ['$request.body.list[1][0]', '{"list":[0,["x"]]}', 'x'],
    ['v1-${request.body.a}.${request.body.b}', '{"a":"x","b":2}', 'v1-x.2'],
    ['$request.body.on', '{"on":true}', 'true'],
    ['$request.body.action', '{"action":null}', undefined],
    ['$request.body.action', '{"action":{}}', undefined],
    ['$request.body.action', '"action"', undefined],
    ['$request.body.action', 'not json', undefined],
    ['$request.body.length', '"a string"', undefined],
    ['$request.body.__proto__.constructor.name', '{}', undefined],
    ['$request.body.toString.name', '{}', undefined],
    ['${request.body.a}/${request.body.b}', '{"a":"x"}', undefined],
  ])('%s selects from %s: %s', (expression, message, key) => {
    expect(compileSelection(expression)(message)).toBe(key);
  });

  it.each([
    '',
    'action',
    '$request.body.',
    '$request.header.x',
    '${request.body.}',
    '${x}-${request.body.a}',
    '$request.body.a b',
  ])('is rejected by name where it is malformed: "%s"', (expression) => {
    expect(() => compileSelection(expression)).toThrow(`routeSelectionExpression "${expression}"`);
  });

  it('selects from any message at all without throwing', () => {
    const select = compileSelection('${request.body.action}:${request.body.list[0].x}');
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (message) => {
        expect(['string', 'undefined']).toContain(typeof select(message));
      }),
      { seed: 1 },
    );
  });
});
