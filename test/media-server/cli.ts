import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startMediaServer } from './index.ts';

// Prints one line of JSON ({ origin }) and serves until stdin ends, so that it cannot outlive whoever started it.
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, host: { type: 'string' }, 'media-folder': { type: 'string' } },
});
const server = await startMediaServer({
  port: Number(values.port),
  ...(values.host === undefined ? {} : { host: values.host }),
  ...(values['media-folder'] === undefined ? {} : { mediaFolder: values['media-folder'] }),
});
process.stdout.write(`${JSON.stringify({ origin: server.origin })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await server.close();
