import assert from 'node:assert/strict';
import { isFinal } from '../../bot/is-final.ts';

describe('isFinal', () => {
  for (const statusCode of [400, 403, 404, 413]) {
    it(`takes ${statusCode} for the last word`, () => assert.equal(isFinal({ statusCode }), true));
  }
  for (const error of [
    { statusCode: 408 },
    { statusCode: 412 },
    { statusCode: 429 },
    { statusCode: 503 },
    new Error(),
    1,
  ]) {
    it(`leaves hope after ${JSON.stringify(error)}`, () => assert.equal(isFinal(error), false));
  }
});
