import assert from 'node:assert/strict';
import { findCommand } from '../../../bot/commands/find-command.ts';

describe('findCommand', () => {
  for (const text of ['/help', 'help', ' HELP ', '/Groups', 'status', '/cancel', '/help me']) {
    it(`takes “${text}” for a command`, () => assert.equal(findCommand(text).kind, 'command'));
  }
  for (const text of ['help wanted', 'skip', '/skip', 'a caption', '', '  ', '/', 'status: green']) {
    it(`takes “${text}” for no command`, () => assert.equal(findCommand(text).kind, 'none'));
  }
  it('knows a command that it does not know by its slash', () => {
    assert.deepEqual(findCommand('/dance now'), { kind: 'unknown', name: '/dance' });
  });
});
