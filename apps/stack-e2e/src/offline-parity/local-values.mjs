// A plugin of the offline stack's serverless.yml: puts local values in the place of those that CloudFormation would
// fill in while deploying. JavaScript, because the framework loads its plugins without anything that could read
// TypeScript.
export default class LocalValues {
  constructor(serverless) {
    this.hooks = { 'before:offline:start:init': () => fillIn(serverless.service) };
  }
}

/** Only what a function asks for, and only where the file has no value of its own. */
function fillIn(service) {
  const values = JSON.parse(process.env.LOCAL_VALUES);
  for (const { environment } of Object.values(service.functions))
    for (const [name, value] of Object.entries(environment))
      if (typeof value === 'object') environment[name] = values[name];
}
