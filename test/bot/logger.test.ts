import assert from 'node:assert/strict';
import { createLogger } from '../../bot/logger.ts';

describe('the logger', () => {
  it('writes an error’s message and causes, and nothing that clients hang on it', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    const cause = Object.assign(new Error('inner'), { headers: { authorization: 'MARKED-SECRET' } });
    const error = Object.assign(new Error('outer', { cause }), {
      request: { url: 'MARKED-URL' },
      code: 'E1',
    });
    log.error({ err: error, req: { headers: 'MARKED-SECRET' } }, 'it failed');
    const [line] = lines;
    assert.ok(line);
    assert.doesNotMatch(line, /MARKED/);
    const { err } = JSON.parse(line);
    assert.deepEqual([err.message, err.code, err.cause.message], ['outer', 'E1', 'inner']);
  });
});
