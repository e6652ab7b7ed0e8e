import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { SecretBox } from '../../../services/database/secret-box.ts';
import { SecretBoxError } from '../../../services/database/secret-box-error.ts';

const SECRET = 'xoxb-MARKED-ü';
const PLACE = 'table.column:T1';

describe('a secret of the database', () => {
  const key = randomBytes(32);
  const box = new SecretBox([key]);
  const codeOf = (open: () => string) => {
    try {
      open();
    } catch (error) {
      assert.ok(error instanceof SecretBoxError, String(error));
      assert.ok(!error.message.includes('MARKED') && !error.message.includes(key.toString('hex')));
      return error.code;
    }
    return assert.fail('it was opened');
  };

  it('is sealed such that the key opens it, and looks different each time', () => {
    const sealed = box.seal(SECRET, PLACE);
    assert.match(sealed, /^sealed:1:[0-9a-f]{16}:[\w-]+$/);
    assert.ok(!Buffer.from(sealed.split(':')[3] ?? '', 'base64url').includes('MARKED'));
    assert.notEqual(sealed, box.seal(SECRET, PLACE));
    assert.equal(new SecretBox([Buffer.from(key)]).open(sealed, PLACE), SECRET);
  });

  it('lies there as it is without a key, and is taken so with one', () => {
    const stored = new SecretBox([]).seal(SECRET, PLACE);
    assert.equal(stored, SECRET);
    assert.equal(box.open(stored, PLACE), SECRET);
    assert.equal(new SecretBox([]).open(stored, PLACE), SECRET);
  });

  it('is not opened without the key, or with another one, and that is told', () => {
    const sealed = box.seal(SECRET, PLACE);
    assert.equal(
      codeOf(() => new SecretBox([]).open(sealed, PLACE)),
      'secret.noKey',
    );
    assert.equal(
      codeOf(() => new SecretBox([randomBytes(32)]).open(sealed, PLACE)),
      'secret.otherKey',
    );
  });

  it('is not opened in another place, nor once it was changed or cut', () => {
    const sealed = box.seal(SECRET, PLACE);
    const [, , keyId, bytes = ''] = sealed.split(':');
    const flipped = Buffer.from(bytes, 'base64url');
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    const spoiled = [
      `sealed:1:${keyId}:${flipped.toString('base64url')}`,
      `sealed:1:${keyId}:${bytes.slice(0, 20)}`,
      `sealed:1:${keyId}:`,
      `sealed:2:${keyId}:${bytes}`,
      'sealed:',
    ];
    assert.equal(
      codeOf(() => box.open(sealed, 'table.column:T2')),
      'secret.spoiled',
    );
    for (const stored of spoiled)
      assert.equal(
        codeOf(() => box.open(stored, PLACE)),
        'secret.spoiled',
        stored,
      );
  });
});
