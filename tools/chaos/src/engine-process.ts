// A DynamoDB engine on disk, in a process of its own that can be killed: `engine-process.ts <folder> <port>`.
import { databaseEngine } from '@serverless-ws/local-stack/database-engine.js';

const [folder = '', port = '0'] = process.argv.slice(2);
const server = databaseEngine({ path: folder, createTableMs: 0 });
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
