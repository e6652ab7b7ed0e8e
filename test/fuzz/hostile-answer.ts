import fc from 'fast-check';
import { deepJson, type Mutation, mutations, oddValue } from './mutation.ts';

/** An answer of a server that has gone mad. */
export type HostileAnswer =
  /** The right one, with some of its JSON changed. */
  | { readonly kind: 'mutated'; readonly changes: readonly Mutation[] }
  /** These bytes, after which the connection ends. */
  | { readonly kind: 'raw'; readonly bytes: string; readonly pauseMs: number }
  | { readonly kind: 'reset' };

const STATUSES = [
  200, 200, 200, 201, 204, 206, 301, 302, 308, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503, 599, 999,
];

const header = fc.constantFrom(
  ...[
    'location: http://127.0.0.1:9/',
    'location: //',
    'location: /v1/',
    'location: \u00ff',
    'retry-after: 0',
  ],
  ...['retry-after: -1', 'retry-after: soon', 'date: never', 'set-cookie: a=b', 'content-encoding: gzip'],
  ...[
    'content-type: text/html',
    'content-type: \u0001',
    'content-type: application/json; charset=utf-7',
    'x: ',
  ],
  ...[
    'www-authenticate: Basic',
    'transfer-encoding: gzip',
    'connection: upgrade',
    `x-long: ${'y'.repeat(20_000)}`,
  ],
);

const body = fc.oneof(
  oddValue.map(deepJson),
  fc.constantFrom(
    '',
    '<!DOCTYPE html><h1>Sign in</h1>',
    '{"a":',
    '\u0000\u0000',
    '[',
    'null',
    'ok',
    '\ufeff{}',
  ),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom(100_000, 9_000_000).map((length) => `"${'z'.repeat(length)}"`),
);

const framed = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    headers: fc.uniqueArray(header, { maxLength: 3 }),
    body,
    framing: fc.constantFrom(
      'right',
      'right',
      'right',
      'none',
      'chunked',
      'badChunk',
      'short',
      'long',
      'twice',
      'negative',
    ),
  })
  .map(({ status, headers, body: content, framing }) => {
    const length = Buffer.byteLength(content);
    const head = (more: string[]) => [`HTTP/1.1 ${status} Odd`, ...more, ...headers, '', ''].join('\r\n');
    switch (framing) {
      case 'right':
        return head([`content-length: ${length}`]) + content;
      case 'chunked':
        return `${head(['transfer-encoding: chunked'])}${length.toString(16)}\r\n${content}\r\n0\r\n\r\n`;
      case 'badChunk':
        return `${head(['transfer-encoding: chunked'])}zz\r\n${content}`;
      case 'short':
        return head([`content-length: ${Math.max(0, length - 1)}`]) + content;
      case 'long':
        return head([`content-length: ${length + 10}`]) + content;
      case 'twice':
        return head([`content-length: ${length}`, `content-length: ${length + 1}`]) + content;
      case 'negative':
        return head(['content-length: -1']) + content;
      default:
        return head([]) + content;
    }
  });

const garbage = fc.oneof(
  fc.constantFrom(
    '',
    '\r\n',
    'HTTP/9.9 200 OK\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'SSH-2.0-x\r\n',
    'HTTP/1.1 200',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

export const hostileAnswer: fc.Arbitrary<HostileAnswer> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('mutated' as const), changes: mutations }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      bytes: fc.oneof({ weight: 6, arbitrary: framed }, { weight: 1, arbitrary: garbage }),
      pauseMs: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 50),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reset' as const }) },
);
