/**
 * Whether a stage of a template writes access logs: settings without a condition, or with one that compares two texts.
 * @param {object} template of CloudFormation
 * @returns {boolean}
 */
export function hasAccessLogs({ Resources = {}, Conditions = {} }) {
  return Object.values(Resources).some(({ Type, Properties = {} }) => {
    const settings = Type === 'AWS::ApiGatewayV2::Stage' ? Properties.AccessLogSettings : undefined;
    const [condition] = settings?.['Fn::If'] ?? [];
    if (condition === undefined) return settings !== undefined;
    const [one, other] = Conditions[condition]?.['Fn::Equals'] ?? [];
    return one === other;
  });
}

/**
 * What an account lacks for access logs: API Gateway writes all logs of an account and Region with one role.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 * @param {{ region: string, credentials?: object }} account
 * @returns {Promise<{ missing?: string, unknown?: string }>} one line: what is missing, or why that could not be found out
 */
export async function logRoleProblem(account) {
  const place = `API Gateway's account settings in ${account.region}`;
  try {
    const { APIGatewayClient, GetAccountCommand } = await import('@aws-sdk/client-api-gateway');
    const { cloudwatchRoleArn } = await new APIGatewayClient(account).send(new GetAccountCommand({}));
    if (cloudwatchRoleArn) return {};
    return {
      missing: `accessLogs: ${place} name no role to write logs with, so the stage would not be made. Set one (docs/deploy.md, "Traces and access logs"), or deploy with accessLogs=off`,
    };
  } catch (error) {
    return {
      unknown: `accessLogs: whether ${place} name a role to write logs with could not be checked: ${error.message}`,
    };
  }
}
