import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AddressRefused, type Dialler, HostUnreachable } from '../dial/dial.ts';
import { parseAbsolute, parseAuthority, type Target } from '../dial/target.ts';
import { type Answer, badRequest, refused, tooMany, toText, unauthorised, unreachable } from './answers.ts';
import { forward } from './forward.ts';
import type { Passes, ServedPass } from './gate-pass.ts';
import { openTunnel } from './tunnel.ts';

/** What a client can ask of the gate. None of them ever rejects. */
export interface Exchanges {
  connect(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void>;
  forward(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers what is no HTTP. */
  misunderstood(client: Duplex): void;
}

export interface ExchangeOptions {
  readonly passes: Passes;
  readonly dialler: Dialler;
}

/** Creates the exchanges: first the pass, then the target, then the address, and only then a byte. */
export function createExchanges({ passes, dialler }: ExchangeOptions): Exchanges {
  /** Resolves with what to answer when the exchange did not come about. */
  const attempt = async (pass: ServedPass, target: Target, exchange: () => Promise<void>): Promise<Answer | undefined> => {
    try {
      await exchange();
      return undefined;
    } catch (error) {
      if (error instanceof AddressRefused) {
        pass.refuse(error.host);
        return refused(error.host);
      }
      return unreachable(error instanceof HostUnreachable ? `${error.message}.` : `${target.host} gave no valid answer.`);
    }
  };

  return {
    async connect(request, client, head) {
      client.on('error', () => client.destroy());
      const pass = passes.find(request.headers['proxy-authorization']);
      if (pass === undefined) return hangUp(client, unauthorised);
      const target = parseAuthority(request.url ?? '');
      if (target === undefined) return hangUp(client, badRequest);
      if (!pass.enter(client)) return hangUp(client, tooMany);
      const answer = await attempt(pass, target, () => openTunnel({ client, head, target, pass, dialler }));
      if (answer !== undefined) hangUp(client, answer);
    },
    async forward(request, response) {
      // A second request before the first was answered: no program of the app's does that, and answers could be mixed up.
      if (response.socket === null) return void request.socket.destroy();
      const pass = passes.find(request.headers['proxy-authorization']);
      if (pass === undefined) return respond(response, unauthorised);
      const target = parseAbsolute(request.url ?? '');
      if (target === undefined) return respond(response, badRequest);
      if (!pass.enter(request.socket)) return respond(response, tooMany);
      const answer = await attempt(pass, target, () => forward({ request, response, target, pass, dialler }));
      if (answer !== undefined) respond(response, answer);
    },
    misunderstood: (client) => hangUp(client, badRequest),
  };
}

function hangUp(client: Duplex, answer: Answer): void {
  if (client.writable) client.end(toText(answer), () => client.destroy());
  else client.destroy();
}

function respond(response: ServerResponse, { status, reason, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(status, reason, { ...headers, 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(body);
}
