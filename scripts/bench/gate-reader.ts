// usage: node gate-reader.ts <url> <tunnel|plain> [proxy address in HOMEREEL_BENCH_PROXY]: reads one body to its end and throws it away.
import { connect } from 'node:net';

const [url = '', use] = process.argv.slice(2);
const { host, hostname, port, pathname } = new URL(url);
const proxy = new URL(process.env['HOMEREEL_BENCH_PROXY'] ?? '');
const proof = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
const authorisation = `Proxy-Authorization: Basic ${proof}\r\n`;
const request = (address: string, header = ''): string =>
  `GET ${address} HTTP/1.1\r\nHost: ${host}\r\n${header}Connection: close\r\n\r\n`;

let isInside = use === 'plain';
const socket = connect({
  host: proxy.hostname,
  port: Number(proxy.port),
  // As the gate does: what is read is not kept, so the reader costs as little as it can.
  onread: {
    buffer: Buffer.alloc(256 * 1024),
    callback() {
      if (!isInside) socket.write(request(pathname));
      isInside = true;
      return true;
    },
  },
});
socket.write(
  isInside ? request(url, authorisation) : `CONNECT ${hostname}:${port} HTTP/1.1\r\nHost: ${host}\r\n${authorisation}\r\n`,
);
socket.once('close', (hadError) => process.exit(hadError ? 1 : 0));
socket.once('end', () => process.stdout.write(`${socket.bytesRead}\n`));
