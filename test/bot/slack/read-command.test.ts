import assert from 'node:assert/strict';
import { link } from '../../../bot/commands/link.ts';
import { readSlashCommand } from '../../../bot/slack/commands/read-command.ts';
import { slackCommand } from '../../../bot/slack/slack-command.ts';

describe('a slash command', () => {
  it('is what stands behind it, with or without a slash, and help if nothing does', () => {
    for (const text of ['', '  ', 'help', '/help', ' HELP ']) {
      const match = readSlashCommand(text);
      assert.equal(match.kind === 'command' && match.run.name, 'help', text);
    }
    for (const text of ['link Field crew North', '/link Field crew North', ' link   Field crew North ']) {
      const match = readSlashCommand(text);
      assert.ok(match.kind === 'command' && match.run === link, text);
      assert.equal(match.argument, 'Field crew North');
    }
  });

  for (const text of ['skip', '42', '1a2b3c4d please', '<@U0ASHA01>', 'dance', '🎉', '//help']) {
    it(`is not known as “${text}”`, () => {
      assert.equal(readSlashCommand(text).kind, 'unknown');
    });
  }

  it('is read whatever an app or organisation is called', () => {
    const form = {
      command: '/anything',
      team_id: 'T0ACME01',
      channel_id: 'C0GEN001',
      user_id: 'U0ASHA01',
      is_enterprise_install: 'false',
    };
    assert.equal(slackCommand.parse(form).text, '');
    assert.equal(
      slackCommand.parse({ ...form, is_enterprise_install: 'true', enterprise_id: 'E1' }).enterprise_id,
      'E1',
    );
    assert.equal(slackCommand.safeParse({ ...form, user_id: '' }).success, false);
  });
});
