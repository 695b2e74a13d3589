import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { CONNECTION_ITEM } from './connection-item.js';

/** One read by bare `node:http`, with as many hashes as a signature takes, and none of its care. */
export async function handler(): Promise<string> {
  const body = JSON.stringify({ TableName: process.env['CHAT_TABLE'], Key: CONNECTION_ITEM.marshalled });
  const digest = createHash('sha256').update(body).digest('hex');
  let key: string | Buffer = 'secret';
  for (const part of ['date', 'region', 'dynamodb', 'aws4_request', digest]) {
    key = createHmac('sha256', key).update(part).digest();
  }
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `local/${date.slice(0, 8)}/eu-west-1/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.GetItem',
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${key.toString('hex')}`,
  };
  return new Promise((resolve, reject) => {
    const call = request(
      process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
      { method: 'POST', headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve(text));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
