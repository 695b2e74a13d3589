// CHAT_INVOKE_URL=http://127.0.0.1:… npm start -w @serverless-ws/example-backend -- 7 packed ada
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { tellOrder, type PublishCall } from './order-updates.js';

const { CHAT_INVOKE_URL: endpoint, CHAT_PUBLISH_FUNCTION: FunctionName = 'publish' } = process.env;
const [order, state, customer] = process.argv.slice(2);
if (order === undefined || customer === undefined || (state !== 'packed' && state !== 'shipped')) {
  throw new Error('Say which order, packed or shipped, and whose: 7 packed ada');
}

// On AWS nothing of this is set: the role of the backend has lambda:InvokeFunction on the function.
const local = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
};
const lambda = new LambdaClient(endpoint === undefined ? {} : { ...local, endpoint });

const publish: PublishCall = async (request) => {
  const call = new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) });
  const { Payload, FunctionError } = await lambda.send(call);
  const text = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) throw new Error(text);
  return JSON.parse(text);
};

await tellOrder({ order: Number(order), customer, state }, publish);
lambda.destroy();
