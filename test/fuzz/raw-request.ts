import { connect, type NetConnectOpts } from 'node:net';
import fc from 'fast-check';
import { judgeAnswer, type Outcome } from './fuzz-kind.ts';

/** A request as no client would write it. */
export interface RawRequest {
  /** Byte for byte, in latin1. */
  readonly text: string;
  /** False: more is promised than comes, so nobody may answer. */
  readonly isWhole: boolean;
}

const target = fc.constantFrom(
  ...[
    '/api/messages',
    '/api/messages',
    '/api/messages',
    '/slack/events',
    '/slack/commands',
    '/slack/interactive',
  ],
  ...[
    '/healthz',
    '/readyz',
    '/slack/oauth?code=1&state=x',
    '/slack/install',
    '/',
    '//',
    '/%',
    '/%ff%fe',
    '/api/%6dessages',
  ],
  ...[
    '/api/messages/',
    '/api/messages?%',
    '/../../etc/passwd',
    '*',
    'http://127.0.0.1:9/healthz',
    '/healthz#x',
    '/\u00ff',
  ],
  ...[`/${'a'.repeat(7_000)}`, '/api/messages;x=1', '/__proto__', '/constructor', '/healthz/__proto__'],
);

const method = fc.constantFrom(
  'POST',
  'POST',
  'POST',
  'POST',
  'GET',
  'PUT',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'get',
  'PRI',
  'X',
);

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const authorization = fc.oneof(
  fc.constantFrom(
    ...[
      'Bearer',
      'Bearer ',
      'bearer a.b.c',
      'Basic YTpi',
      'Bearer a.b',
      'Bearer ..',
      'Negotiate',
      '',
      ',',
      '\u00ff',
    ],
  ),
  fc.constantFrom(1_000, 12_000).map((length) => `Bearer ${'e'.repeat(length)}`),
  fc
    .tuple(
      fc.constantFrom<unknown>(
        { alg: 'none' },
        { alg: 'RS256', kid: '../../x' },
        { alg: ['RS256'] },
        { alg: 'HS256', kid: null },
        null,
        [],
        7,
      ),
      fc.constantFrom<unknown>(
        {},
        null,
        7,
        { aud: {}, iss: [] },
        { exp: 'x', serviceurl: 1 },
        { aud: '__proto__', ver: '1.0' },
      ),
    )
    .map(([head, claims]) => `Bearer ${segment(head)}.${segment(claims)}.AAAA`),
);

const header = fc.oneof(
  authorization.map((value) => `Authorization: ${value}`),
  fc.constantFrom(
    ...[
      'Host: ',
      'Host: [',
      'Host: a b',
      'Host: \u00e9',
      'X-Forwarded-For: 127.0.0.1',
      'X-HTTP-Method-Override: DELETE',
    ],
    ...[
      'Content-Type: application/json',
      'Content-Type: ',
      'Content-Type: ;',
      'Content-Type: application/json; charset=utf-7',
    ],
    ...[
      'Content-Type: multipart/form-data',
      'Content-Type: multipart/form-data; boundary=',
      'Content-Encoding: gzip',
    ],
    ...[
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Encoding: br, gzip',
      'Accept: \u0001',
      'Accept: ;;;',
    ],
    ...[
      'Accept: text/html',
      'Accept: application/octet-stream',
      'Accept-Version: ~9',
      'Accept-Version: \u00ff',
      'Range: bytes=-1',
    ],
    ...[
      'Expect: 100-continue',
      'Expect: nonsense',
      'Upgrade: websocket',
      'Connection: upgrade',
      'Connection: close, x',
      'Date: x',
    ],
    ...[
      'If-Modified-Since: x',
      'X-Slack-Signature: v0=',
      'X-Slack-Request-Timestamp: 9e99',
      'X-Slack-Retry-Num: -1',
      'Content-MD5: x',
    ],
    ...[
      'Cookie: __proto__=1; =; a',
      'X-Request-Id: \u00ff',
      'Transfer-Encoding: identity',
      'Transfer-Encoding: gzip, chunked',
    ],
    ...[
      `X-Long: ${'h'.repeat(20_000)}`,
      ' folded: 1',
      'no colon',
      'X-Nul: a\u0000b',
      ': nameless',
      'X\u00ffY: 1',
      '__proto__: x',
    ],
    ...[
      'Proxy-Connection: keep-alive',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 1e3',
      'Content-Length: 99999999999',
    ],
    ...['Request-Id: x', 'TE: trailers', 'Trailer: x', 'X-Up-Calling-Line-Id: x'],
  ),
);

const body = fc.constantFrom(
  '',
  '{}',
  '[]',
  'null',
  '{"type":"message"}',
  '{"a":',
  '"x"',
  '\u00ff\u0000',
  'payload=%7B%7D',
  'x'.repeat(3_000),
);

const framing = fc.constantFrom(
  'length',
  'length',
  'length',
  'chunked',
  'both',
  'badChunk',
  'short',
  'none',
  'tooLong' as const,
);

export const rawRequest: fc.Arbitrary<RawRequest> = fc
  .record({
    method,
    target,
    headers: fc.array(header, { maxLength: 5 }),
    body,
    framing,
    isJson: fc.boolean(),
  })
  .map(({ headers, isJson, ...one }) => {
    const framed = frame(one.body, one.framing);
    const lines = [
      `${one.method} ${one.target} HTTP/1.1`,
      ...(headers.some((line) => line.startsWith('Host:')) ? [] : ['Host: 127.0.0.1']),
      ...(isJson ? ['Content-Type: application/json'] : []),
      'Connection: close',
      ...framed.headers,
      ...headers,
    ];
    // A length that a header adds promises more than comes, or is refused.
    const isWhole =
      framed.isWhole &&
      !headers.some((line) => /^(content-length|transfer-encoding|expect|upgrade)/i.test(line));
    return { text: `${lines.join('\r\n')}\r\n\r\n${framed.body}`, isWhole };
  });

function frame(content: string, kind: string) {
  const length = Buffer.from(content, 'latin1').length;
  const chunk = length === 0 ? '0\r\n\r\n' : `${length.toString(16)};x=y\r\n${content}\r\n0\r\n\r\n`;
  switch (kind) {
    case 'chunked':
      return { headers: ['Transfer-Encoding: chunked'], body: chunk, isWhole: true };
    case 'both':
      return {
        headers: ['Transfer-Encoding: chunked', `Content-Length: ${length}`],
        body: chunk,
        isWhole: true,
      };
    case 'badChunk':
      return { headers: ['Transfer-Encoding: chunked'], body: `zz\r\n${content}\r\n`, isWhole: true };
    case 'short':
      return { headers: [`Content-Length: ${Math.max(0, length - 1)}`], body: content, isWhole: true };
    case 'tooLong':
      return { headers: [`Content-Length: ${length + 7}`], body: content, isWhole: false };
    case 'none':
      return { headers: [], body: content, isWhole: true };
    default:
      return { headers: [`Content-Length: ${length}`], body: content, isWhole: true };
  }
}

/** How long something is waited for that need not come, in milliseconds. */
const UNANSWERED_MS = 30;

/** Sends it on a connection of its own. A connection that is closed without an answer is an answer as well. */
export function sendRaw(
  to: NetConnectOpts,
  { text, isWhole }: RawRequest,
  patienceMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect(to);
    let answer = '';
    const end = (outcome: Outcome) => {
      clearTimeout(patience);
      resolve(outcome);
      socket.destroy();
    };
    const patience = setTimeout(
      () =>
        end(
          isWhole
            ? { label: 'no answer', problem: 'neither answered nor closed' }
            : { label: 'left waiting' },
        ),
      isWhole ? patienceMs : UNANSWERED_MS,
    );
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => {
      const [, status, body = ''] = /HTTP\/1\.1 ([2-9]\d\d).*?\r\n\r\n(.*)/s.exec(answer) ?? [];
      end(status === undefined ? { label: 'closed' } : judgeAnswer(Number(status), body));
    });
    socket.write(Buffer.from(text, 'latin1'));
  });
}
