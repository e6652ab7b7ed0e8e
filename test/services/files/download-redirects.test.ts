import assert from 'node:assert/strict';
import { startTeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { Downloading, refusalOf } from './downloading.ts';

describe('a download that is redirected', () => {
  let downloading: Downloading;
  beforeEach(async () => {
    downloading = await Downloading.start();
  });
  afterEach(() => downloading.stop());

  const redirectTo = (to: string) => downloading.serve({ kind: 'redirect', to });
  /** So many redirects, one after the other, and then the file. */
  const chain = async (hops: number) => {
    const file = await downloading.serve();
    let first = file;
    for (let hop = 0; hop < hops; hop++) first = await redirectTo(first.downloadUrl);
    return { file, first };
  };

  it('goes where it is sent, to a relative address too', async () => {
    const file = await downloading.serve();
    const { pathname, search } = new URL(file.downloadUrl);
    const inspection = await downloading.fetch(await redirectTo(pathname + search));
    assert.equal(inspection.sha256, await file.sha256());
  });

  it('goes five steps and no further', async () => {
    const near = await chain(5);
    assert.equal((await downloading.fetch(near.first)).sha256, await near.file.sha256());
    const far = await chain(6);
    assert.equal((await refusalOf(downloading.fetch(far.first))).code, 'download.redirects');
    assert.equal(far.file.requests, 0);
  });

  it('does not ask a host that is not allowed', async () => {
    const foreign = await startTeamsEmulator();
    try {
      const file = await foreign.serveFile({ kind: 'generated', size: 10 }, { name: 'a.pdf' });
      const error = await refusalOf(downloading.fetch(await redirectTo(file.downloadUrl)));
      assert.deepEqual([error.code, error.recovery.action], ['download.refusedHost', 'giveUp']);
      assert.ok(error.message.includes(foreign.host));
      assert.doesNotMatch(error.message, /tempauth/);
      assert.equal(file.requests, 0);
    } finally {
      await foreign.close();
    }
  });

  it('goes to another host if that one is allowed as well', async () => {
    const other = await startTeamsEmulator();
    try {
      const file = await other.serveFile({ kind: 'generated', size: 10 }, { name: 'a.pdf' });
      const egress = new EgressPolicy([downloading.teams.host, other.host]);
      await downloading.fetch(await redirectTo(file.downloadUrl), { egress });
      assert.equal(file.requests, 1);
    } finally {
      await other.close();
    }
  });

  for (const to of ['file:///etc/passwd', 'data:text/plain,hello', 'https://user@contoso.sharepoint.com/a']) {
    it(`does not go to ${to}`, async () => {
      assert.equal((await refusalOf(downloading.fetch(await redirectTo(to)))).code, 'download.refusedHost');
    });
  }

  it('gives up on an address that is none', async () => {
    assert.equal(
      (await refusalOf(downloading.fetch(await redirectTo('http://[')))).code,
      'download.redirects',
    );
  });
});
