import assert from 'node:assert/strict';
import { shortId } from '../../../bot/cards/short-id.ts';

describe('the short id of a forward', () => {
  const id = '1a2b3c4d-0000-4000-8000-000000000000';

  it('is its first eight digits', () => {
    assert.equal(shortId(id), '1a2b3c4d');
    assert.equal(shortId(id, [id, '1a2b3c4e-0000-4000-8000-000000000000']), '1a2b3c4d');
  });

  it('is as long as it takes to tell it from the others', () => {
    assert.equal(shortId(id, [id, '1a2b3c4d-0100-4000-8000-000000000000']), '1a2b3c4d-00');
  });
});
