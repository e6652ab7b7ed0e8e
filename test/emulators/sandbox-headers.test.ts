import assert from 'node:assert/strict';
import { startSlackEmulator } from '../../emulators/slack/start-slack-emulator.ts';
import { startTeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';
import { withEmulator } from './kaizala/support/with-emulator.ts';

const PAGE = { kind: 'bytes', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') } as const;

/** Fails unless a browser that strays to this address can do nothing there. */
async function assertHarmless(url: string, headers: Record<string, string> = {}): Promise<Headers> {
  const response = await fetch(url, { headers, redirect: 'manual' });
  await response.body?.cancel();
  assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; /, url);
  assert.doesNotMatch(response.headers.get('content-security-policy') ?? '', /unsafe/, url);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff', url);
  return response.headers;
}

describe('what the stand-ins send to a browser', () => {
  it('is harmless from Teams, and files are saved rather than shown', async () => {
    const teams = await startTeamsEmulator();
    try {
      for (const name of ['x.html', 'x.svg', 'x.png']) {
        const { downloadUrl, contentUrl } = await teams.serveFile(PAGE, { name });
        assert.equal((await assertHarmless(downloadUrl)).get('content-disposition'), 'attachment');
        await assertHarmless(teams.sharingLink({ contentUrl }));
      }
      const { contentUrl } = await teams.keepAttachment(PAGE, { type: 'text/html' });
      for (const url of [contentUrl, teams.graphRoot, `http://${teams.host}/none`]) await assertHarmless(url);
    } finally {
      await teams.close();
    }
  });

  it('is harmless from Slack, and files are saved rather than shown', async () => {
    const slack = await startSlackEmulator();
    try {
      const user = slack.createUser({ name: 'Asha Rao' });
      const file = await user.upload(PAGE, { name: 'x.html' });
      await user.shares([file]);
      const url = file.form.url_private;
      assert.ok(typeof url === 'string');
      const authorization = `Bearer ${slack.botToken}`;
      const shown = await assertHarmless(url, { authorization });
      assert.equal(shown.get('content-disposition'), 'attachment');
      for (const path of ['/none', '/files-pri/x', '/api/none', '/oauth/v2/authorize']) {
        await assertHarmless(slack.url + path);
      }
      await assertHarmless(url);
    } finally {
      await slack.close();
    }
  });

  it('is harmless from Kaizala, be it an error of the API', () =>
    withEmulator(async (emulator) => {
      for (const path of ['/v1/accessToken', '/none', '/emulator/faults', '/emulator/media/x']) {
        await assertHarmless(emulator.url + path);
      }
      emulator.faults.add({ operation: 'accessToken', kind: 'nonsense' });
      await assertHarmless(`${emulator.url}/v1/accessToken`);
    }));
});
