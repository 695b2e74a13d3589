import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { connectionId, SAMPLE_ROWS, type Tables, type Work } from './work.js';

/**
 * What AWS's own chat sample asks of its store: a row for a connection, and all of them for every message. It keeps no
 * messages, no rooms and no users.
 *
 * @see https://github.com/aws-samples/simple-websockets-chat-app
 */
export function sampleWork({ client, sample }: Tables): readonly Work[] {
  const put = (id: string) => client.send(new PutCommand({ TableName: sample, Item: { connectionId: id } }));
  const scan = () =>
    client.send(new ScanCommand({ TableName: sample, ProjectionExpression: 'connectionId' }));
  const remove = (id: string) =>
    client.send(new DeleteCommand({ TableName: sample, Key: { connectionId: id } }));
  const [coming, leaving] = [
    (nth: number) => connectionId('new', nth),
    (nth: number) => connectionId('old', nth),
  ];
  return [
    { row: SAMPLE_ROWS.send, run: scan },
    {
      row: SAMPLE_ROWS.disconnect,
      prepare: (nth) => put(leaving(nth)),
      run: (nth) => remove(leaving(nth)),
    },
    { row: SAMPLE_ROWS.connect, run: (nth) => put(coming(nth)) },
  ];
}
