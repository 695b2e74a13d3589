import { messageOf, ServiceError } from '../service-error.js';
import type { TableDefinition } from '../serverless-file/deployment.js';

/**
 * Makes the tables that are not there yet.
 * @param endpoint - of a local DynamoDB
 * @throws ServiceError where it refuses, or cannot be reached
 */
export async function makeTables(endpoint: string, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) {
    const answer = await createTable(endpoint, table);
    if (answer !== '' && !answer.includes('ResourceInUseException')) {
      throw new ServiceError('engine_refused', `the table ${table.TableName} cannot be made: ${answer}`);
    }
  }
}

/**
 * By hand: all of the AWS SDK for one call would cost the start a tenth of a second.
 * @returns what the engine says where it refuses, else nothing
 */
async function createTable(endpoint: string, table: TableDefinition): Promise<string> {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': 'DynamoDB_20120810.CreateTable',
    'X-Amz-Date': '20260101T000000Z',
    // Engines want the form of a signature, and check none.
    Authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
  try {
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(table) });
    const answer = await response.text();
    return response.ok ? '' : answer;
  } catch (error) {
    return `${endpoint}: ${messageOf(error)}`;
  }
}
