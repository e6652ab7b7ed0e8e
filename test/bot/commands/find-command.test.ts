import assert from 'node:assert/strict';
import { findCommand } from '../../../bot/commands/find-command.ts';

describe('findCommand', () => {
  for (const text of [
    '/help',
    'help',
    ' HELP ',
    '/Groups',
    'status',
    '/cancel',
    '/help me',
    'history',
    'retry',
  ]) {
    it(`takes “${text}” for a command`, () => assert.equal(findCommand(text).kind, 'command'));
  }
  for (const text of [
    'help wanted',
    'skip',
    '/skip',
    'a caption',
    '',
    '  ',
    '/',
    'status: green',
    'status of the work',
    'cancel that',
    'unlink them',
    'links Field',
  ]) {
    it(`takes “${text}” for no command`, () => assert.equal(findCommand(text).kind, 'none'));
  }
  for (const text of ['history 3', 'retry 1a2b3c4d', 'Link Field crew North', 'mode auto', 'groups north']) {
    it(`takes “${text}” for what may be a caption, unless it has a slash`, () => {
      const match = findCommand(text);
      assert.equal(match.kind === 'command' && match.mayBeCaption, true);
      const slashed = findCommand(`/${text}`);
      assert.equal(slashed.kind === 'command' && slashed.mayBeCaption, false);
    });
  }
  for (const text of ['link', 'mode', 'unlink', '/mode auto', 'help']) {
    it(`takes “${text}” for no caption`, () => {
      const match = findCommand(text);
      assert.equal(match.kind === 'command' && match.mayBeCaption, false);
    });
  }
  it('hands on what stands behind the name', () => {
    const argumentOf = (text: string) => {
      const match = findCommand(text);
      return match.kind === 'command' ? match.argument : undefined;
    };
    assert.equal(argumentOf(' /history  3 '), '3');
    assert.equal(argumentOf('/RETRY\n1A2B and\nmore'), '1A2B and\nmore');
    assert.equal(argumentOf('/status'), '');
    assert.equal(argumentOf('status'), '');
  });
  it('knows a command that it does not know by its slash', () => {
    assert.deepEqual(findCommand('/dance now'), { kind: 'unknown', name: '/dance' });
  });
});
