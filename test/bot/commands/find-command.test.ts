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
    'history 3',
    'retry 1a2b3c4d',
    'retry this',
  ]) {
    it(`takes “${text}” for no command`, () => assert.equal(findCommand(text).kind, 'none'));
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
