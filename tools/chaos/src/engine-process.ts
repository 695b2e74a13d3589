// A DynamoDB engine on disk, in a process of its own that can be killed: `engine-process.ts <folder> <port>`.
import dynalite from 'dynalite';

const [folder = '', port = '0'] = process.argv.slice(2);
const server = dynalite({ path: folder, createTableMs: 0 });
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
