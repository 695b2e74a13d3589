import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outdated, unaccepted } from '@serverless-ws/template/rules/accepted-findings.js';
import { bestPracticeFindings } from './best-practices.js';
import { DEPLOYED, deployedValue } from './deployed-values.js';
import { isPermitted } from '@serverless-ws/template/rules/invocation.js';
import { ownFindings } from './own-findings.js';
import { packageVariants, VARIANTS, type PackagedVariants, type Variant } from './packaged-variants.js';
import { permissionSources } from '@serverless-ws/template/rules/permission-sources.js';
import { ResourceSchemas } from '@serverless-ws/template/rules/resource-schemas.js';
import { at, resourcesOf, type Finding, type Template } from '@serverless-ws/template/rules/template.js';

const PRINCIPAL = 'apigateway.amazonaws.com';
const schemas = new ResourceSchemas();
let packaged: PackagedVariants;

beforeAll(async () => {
  packaged = await packageVariants();
});

afterAll(() => packaged.remove());

const found = new Map<Variant, readonly Finding[]>();

/** What rules find in a variant: cdk-nag takes a second for each. */
function findings(variant: Variant): readonly Finding[] {
  const known = found.get(variant);
  if (known !== undefined) return known;
  const file = join(packaged.folder(variant), 'cloudformation-template-update-stack.json');
  const all = [...ownFindings(packaged.template(variant), schemas), ...bestPracticeFindings(file)];
  found.set(variant, all);
  return all;
}

describe('the template', () => {
  it.each(VARIANTS)('(%s) breaks no rule but those that are accepted', (variant) => {
    expect(unaccepted(findings(variant))).toEqual([]);
  });

  it('breaks every rule that is accepted', () => {
    expect(outdated(VARIANTS.flatMap(findings))).toEqual([]);
  });

  it.each(VARIANTS)('(%s) is found out when one permission loses its source', (variant) => {
    const { Resources } = packaged.template(variant);
    const permissions = resourcesOf({ Resources }, 'AWS::Lambda::Permission');
    expect(permissions).toHaveLength(10);
    for (const [id, { SourceArn, ...Properties }] of permissions) {
      const opened = { ...Resources, [id]: { Type: 'AWS::Lambda::Permission', Properties } };
      expect(SourceArn).toBeDefined();
      expect(permissionSources({ Resources: opened })).toMatchObject([{ resource: id }]);
    }
  });

  it('keeps the table of prod from being deleted, and no other', () => {
    const isProtected = (variant: Variant) =>
      at(packaged.template(variant).Resources['ChatTable']?.Properties, 'DeletionProtectionEnabled');
    expect(VARIANTS.map(isProtected)).toEqual([false, true, true]);
  });

  it.each(VARIANTS)(
    '(%s) limits frames and handshakes of its stage, below the quotas of an account',
    (variant) => {
      expect(packaged.template(variant).Resources['WebsocketsDeploymentStage']?.Properties).toMatchObject({
        DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 1_000 },
        RouteSettings: { $connect: { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 400 } },
      });
    },
  );
});

/** A call of a function by API Gateway. */
interface Call {
  /** The logical id of the function. */
  readonly target: string;
  readonly sourceArn: string;
}

/** Every call that the API of a template makes. */
function callsOf(template: Template, stage: string): readonly Call[] {
  const api = `arn:aws:execute-api:eu-central-1:111111111111:${DEPLOYED['WebsocketsApi']}`;
  const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey, Target }]) => {
    const [, name] = /"Ref":"(\w+)WebsocketsIntegration"/.exec(JSON.stringify(Target)) ?? [];
    return { target: `${name}LambdaFunction`, sourceArn: `${api}/${stage}/${String(RouteKey)}` };
  });
  return [{ target: 'AuthorizerLambdaFunction', sourceArn: `${api}/authorizers/auth56` }, ...routes];
}

/** The functions that a call may be of. */
function permittedTargets(template: Template, sourceArn: string): readonly string[] {
  return resourcesOf(template, 'AWS::Lambda::Permission')
    .filter(([, Properties]) =>
      isPermitted({ Type: '', Properties }, { principal: PRINCIPAL, sourceArn }, deployedValue),
    )
    .map(([, { FunctionName }]) => String(at(at(FunctionName, 'Fn::GetAtt'), '0')));
}

describe('the permissions', () => {
  it.each(VARIANTS)('(%s) let every route and the authorizer of this API call its function', (variant) => {
    const template = packaged.template(variant);
    const calls = callsOf(template, variant.slice(0, variant.indexOf(',')));
    expect(calls).toHaveLength(26);
    for (const { target, sourceArn } of calls)
      expect(permittedTargets(template, sourceArn)).toContain(target);
  });

  it.each(VARIANTS)('(%s) let a route call no authorizer, and the authorizer no route', (variant) => {
    const template = packaged.template(variant);
    const [authorizer, ...routes] = callsOf(template, variant.slice(0, variant.indexOf(',')));
    expect(permittedTargets(template, authorizer?.sourceArn ?? '')).toEqual(['AuthorizerLambdaFunction']);
    for (const { sourceArn } of routes)
      expect(permittedTargets(template, sourceArn)).not.toContain('AuthorizerLambdaFunction');
  });

  it.each([
    ['another API of another account', '222222222222:other56789'],
    ['an API with our id in another account', '222222222222:abcdef1234'],
    ['another API of this account', '111111111111:other56789'],
  ])('let %s call nothing', (_, api) => {
    for (const variant of VARIANTS) {
      const template = packaged.template(variant);
      const sources = callsOf(template, variant.slice(0, variant.indexOf(',')));
      for (const { sourceArn } of sources)
        expect(permittedTargets(template, sourceArn.replace('111111111111:abcdef1234', api))).toEqual([]);
    }
  });

  it('let no other Region, partition, stage or authorizer call anything', () => {
    const template = packaged.template('prod, queued');
    const own = 'arn:aws:execute-api:eu-central-1:111111111111:abcdef1234';
    for (const source of [
      `${own}/dev/sendMessage`,
      `${own}/prod`,
      `${own}/authorizers/other9`,
      `${own.replace('eu-central-1', 'us-east-1')}/prod/sendMessage`,
      `${own.replace('arn:aws:', 'arn:aws-cn:')}/prod/sendMessage`,
    ])
      expect(permittedTargets(template, source)).toEqual([]);
  });
});
