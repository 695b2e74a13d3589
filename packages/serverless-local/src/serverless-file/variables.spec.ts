import { describe, expect, it } from '@jest/globals';
import { Variables } from './variables.js';

const file = {
  service: 'chat',
  params: { default: { days: 30, name: 'any' }, dev: { name: '${self:service}-dev' } },
  custom: { list: [1, 2], deep: { stage: '${sls:stage}' }, file: '${file(${sls:stage}.yml)}' },
};

function variables(environment: Record<string, string> = {}, stage = 'dev') {
  const include = (path: string) => ({ path, deep: { stage: '${sls:stage}' } });
  return new Variables({ file, include, stage, environment });
}

describe('the variables of serverless.yml', () => {
  it.each([
    ['plain text', 'plain text'],
    ['${env:SECRET}', 'from the shell'],
    ['${env:NONE, env:SECRET}', 'from the shell'],
    ["${env:NONE, 'a, b'}", 'a, b'],
    ["${env:NONE, ''}", ''],
    ['${env:NONE, 7}', 7],
    ['${env:NONE, false}', false],
    ['${param:days}', 30],
    ['${param:name}', 'chat-dev'],
    ["${opt:stage, 'none'}-${sls:stage}", 'dev-dev'],
    ['${self:custom.deep}', { stage: 'dev' }],
    ['${file(a/b.yml)}', { path: 'a/b.yml', deep: { stage: 'dev' } }],
    ['${file(a/b.yml):deep.stage}', 'dev'],
    ['${self:custom.file.path}', 'dev.yml'],
    ['${self:custom.${env:NONE, self:custom.none, "list"}}', [1, 2]],
    ['arn:aws:${AWS::Region}:${Table}/${aws:region}', 'arn:aws:${AWS::Region}:${Table}/us-east-1'],
  ])('%s', (text, value) => {
    expect(variables({ SECRET: 'from the shell' }).resolve(text, 'here')).toEqual(value);
  });

  it('are resolved wherever they stand', () => {
    expect(variables().resolve({ a: ['${sls:stage}', { b: '${param:days}' }], c: 1 }, 'here')).toEqual({
      a: ['dev', { b: 30 }],
      c: 1,
    });
  });

  it('remember which of the environment they asked for', () => {
    const asking = variables();
    asking.resolve(['${env:ONE, ""}', '${env:TWO, ""}'], 'here');

    expect([...asking.asked]).toEqual(['ONE', 'TWO']);
  });

  it.each([
    ['${env:NONE}', 'serverless.yml: x.0.y: ${env:NONE} has no value'],
    ['${ssm:/chat/secret}', 'serverless.yml: x.0.y: ${ssm:/chat/secret} cannot be resolved on this machine'],
    ['${file(a.yml):b}', 'serverless.yml: x.0.y: ${file(a.yml):b} has no value'],
    ['${s3:bucket/key}', 'serverless.yml: x.0.y: ${s3:bucket/key} cannot be resolved on this machine'],
    ['is ${self:custom.deep}', 'serverless.yml: x.0.y: ${self:custom.deep} is no text'],
  ])('end in one line that says where: %s', (text, line) => {
    expect(() => variables().resolve([{ y: text }], 'x')).toThrow(line);
  });
});
