// `npm run publish-message -- --as orders:Orders --room tea "Your order is on its way"`: a message as a backend sends it.
import { runCommand } from '@serverless-ws/command-line/command.js';
import { invokeUrlOf } from '@serverless-ws/local-stack/token/run-record.js';
import { publishMessage } from './publish-message.js';
import { publishOptions, USAGE } from './publish-options.js';

await runCommand('publish-message', USAGE, async () => {
  const { message, functionName, region, url } = publishOptions(process.argv.slice(2));
  const place =
    functionName === undefined
      ? { functionName: 'publish', endpoint: invokeUrlOf(url) }
      : { functionName, region };
  console.log(JSON.stringify(await publishMessage(message, place)));
});
