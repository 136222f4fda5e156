import {
  countUse,
  type Exchange,
  numberParameter,
  numberQuery,
  parameter,
  RequestError,
  type Route,
  requireMedia,
} from '../exchange.ts';
import { endWith, endWithText, sendSource } from '../send.ts';

const defaultRetryAfterSeconds = 2;

function endWithStatus(exchange: Exchange, status: number): void {
  if (status < 200 || status > 599) throw new RequestError(400, `${status} is not a status that ends an answer.`);
  const retryAfter = numberQuery(exchange, 'retryAfterSeconds', defaultRetryAfterSeconds);
  endWithText(exchange, status, `Status ${status}, as asked.\n`, {
    ...(status === 429 || status === 503 ? { 'Retry-After': String(retryAfter) } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="media server"' } : {}),
  });
}

/** Answers that are a status code or a redirect. */
export const statusRoutes: readonly Route[] = [
  {
    path: '/status/<code>/<file>',
    description: 'This status and nothing else. 429 and 503 carry Retry-After of 2 seconds (`?retryAfterSeconds=`).',
    async handle(exchange) {
      endWithStatus(exchange, numberParameter(exchange, 'code'));
    },
  },
  {
    path: '/page-status/<code>/<id>',
    description: 'The same, for a page.',
    async handle(exchange) {
      endWithStatus(exchange, numberParameter(exchange, 'code'));
    },
  },
  {
    path: '/flaky/<times>/<code>/<file>',
    description: 'Answers the first so many requests with this status, then serves the file. Counted for each path with query.',
    async handle(exchange) {
      const source = await requireMedia(exchange);
      const failing = countUse(exchange.site, exchange.log.path) < numberParameter(exchange, 'times');
      if (failing) endWithStatus(exchange, numberParameter(exchange, 'code'));
      else await sendSource(exchange, source);
    },
  },
  {
    path: '/expiring/<times>/<code>/<file>',
    description: 'The other way round: serves the file so many times, then answers with this status.',
    async handle(exchange) {
      const source = await requireMedia(exchange);
      const expired = countUse(exchange.site, exchange.log.path) >= numberParameter(exchange, 'times');
      if (expired) endWithStatus(exchange, numberParameter(exchange, 'code'));
      else await sendSource(exchange, source);
    },
  },
  {
    path: '/redirect-loop',
    description: 'Redirects to itself, for ever.',
    async handle(exchange) {
      endWith(exchange, 302, { Location: '/redirect-loop' });
    },
  },
  {
    path: '/redirect-chain/<times>/<file>',
    description: 'So many redirects, then the file.',
    async handle(exchange) {
      const left = numberParameter(exchange, 'times');
      const file = parameter(exchange, 'file');
      if (left === 0) return sendSource(exchange, await requireMedia(exchange));
      endWith(exchange, 302, { Location: `/redirect-chain/${left - 1}/${encodeURI(file)}` });
    },
  },
  {
    path: '/redirect',
    description: 'One redirect to `?to=`, which may be on another host.',
    async handle(exchange) {
      endWith(exchange, 302, { Location: exchange.url.searchParams.get('to') ?? '/' });
    },
  },
];
