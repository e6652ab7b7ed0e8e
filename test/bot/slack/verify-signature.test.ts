import assert from 'node:assert/strict';
import { verifySlackRequest } from '@slack/bolt';
import { verifySignature } from '../../../bot/slack/verify-signature.ts';
import { signRequest } from '../../../emulators/slack/app/sign-request.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = 1_766_458_026;

function headers(body: string, timestamp: number | string = NOW, secret = SECRET) {
  return {
    'x-slack-signature': signRequest(secret, String(timestamp), body),
    'x-slack-request-timestamp': String(timestamp),
  };
}

function isValid(
  given: Readonly<Record<string, string | string[] | undefined>>,
  body: string | Buffer,
): boolean {
  return verifySignature({ headers: given, body: Buffer.from(body) }, SECRET, NOW * 1000).isValid;
}

function boltBelieves(
  given: Readonly<Record<string, string | string[] | undefined>>,
  body: string | Buffer,
): boolean {
  try {
    verifySlackRequest({
      signingSecret: SECRET,
      body: body.toString(),
      headers: {
        'x-slack-signature': given['x-slack-signature'] as string,
        'x-slack-request-timestamp': Number(given['x-slack-request-timestamp']),
      },
      nowMilliseconds: NOW * 1000,
    });
    return true;
  } catch {
    return false;
  }
}

describe('the signature of a request of Slack', () => {
  const body = '{"text":"„Grüße“ \\u0000 🏗️"}';
  const good = headers(body);
  const signature = good['x-slack-signature'];

  const table = [
    ['is believed as it is', good, body, true],
    ['is believed over an empty body', headers(''), '', true],
    ['is believed 300 s later', headers(body, NOW - 300), body, true],
    ['is not believed 301 s later', headers(body, NOW - 301), body, false],
    ['is not believed of another secret', headers(body, NOW, 'another'), body, false],
    ['is not believed of another body', good, `${body} `, false],
    [
      'is not believed with another time',
      { ...good, 'x-slack-request-timestamp': String(NOW - 1) },
      body,
      false,
    ],
    ['is not believed in capitals', { ...good, 'x-slack-signature': signature.toUpperCase() }, body, false],
    ['is not believed when cut', { ...good, 'x-slack-signature': signature.slice(0, -1) }, body, false],
    [
      'is not believed without its version',
      { ...good, 'x-slack-signature': signature.slice(3) },
      body,
      false,
    ],
    [
      'is not believed of a later version',
      { ...good, 'x-slack-signature': signature.replace('v0', 'v1') },
      body,
      false,
    ],
    ['is not believed when missing', { ...good, 'x-slack-signature': undefined }, body, false],
    ['is not believed when empty', { ...good, 'x-slack-signature': '' }, body, false],
    ['is not believed without a time', { ...good, 'x-slack-request-timestamp': undefined }, body, false],
    ['is not believed with words for a time', headers(body, 'now'), body, false],
  ] as const;
  for (const [name, given, over, expected] of table) {
    it(`${name}, as @slack/bolt has it`, () => {
      assert.equal(isValid(given, over), expected);
      assert.equal(boltBelieves(given, over), expected);
    });
  }

  it('is believed 300 s early, but not 301, which bolt does not look at', () => {
    assert.equal(isValid(headers(body, NOW + 300), body), true);
    assert.equal(isValid(headers(body, NOW + 301), body), false);
    assert.equal(boltBelieves(headers(body, NOW + 301), body), true);
  });

  it('is not believed in several headers', () => {
    assert.equal(isValid({ ...good, 'x-slack-signature': [signature, signature] }, body), false);
    const times = [String(NOW), String(NOW)];
    assert.equal(isValid({ ...good, 'x-slack-request-timestamp': times }, body), false);
  });

  it('is one over bytes, whatever they mean', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const given = {
      'x-slack-request-timestamp': String(NOW),
      'x-slack-signature': signRequest(SECRET, String(NOW), bytes.toString()),
    };
    assert.equal(isValid(given, bytes), false);
    assert.equal(isValid(given, Buffer.from(bytes.toString())), true);
  });
});
