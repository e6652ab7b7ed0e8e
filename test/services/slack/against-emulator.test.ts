import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../../emulators/slack/workspace/channel.ts';
import { migrate } from '../../../services/database/migrate.ts';
import type { PgliteDatabase } from '../../../services/database/pglite-database.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { FileLookup } from '../../../services/files/file-lookup.ts';
import type { SharedFile } from '../../../services/forwards/types.ts';
import {
  createSlackServices,
  type SlackServices,
  type SlackServicesOptions,
} from '../../../services/slack/create-slack-services.ts';
import { readSlackFiles } from '../../../services/slack/read-slack-files.ts';
import { openEmptyDatabase } from '../../support/empty-database.ts';
import { unhurried } from '../teams/graph-stand-in.ts';

describe('files and people of Slack, asked of a whole stand-in', () => {
  let folder: string;
  let database: PgliteDatabase;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-slack-'));
    database = await openEmptyDatabase(folder);
    await migrate(database);
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  let slack: SlackEmulator;
  let services: SlackServices;
  let asha: SlackUser;
  let channel: Channel;
  const bytes = randomBytes(50_000);
  const create = (more: Partial<SlackServicesOptions> = {}) =>
    createSlackServices({
      apiUrl: slack.apiUrl,
      botToken: slack.botToken,
      installations: new Map(),
      canBeAdded: false,
      database,
      fileHosts: [],
      ...more,
    });
  beforeEach(async () => {
    slack = await startSlackEmulator();
    services = create();
    asha = slack.createUser({ name: 'Asha Rao' });
    channel = slack.createChannel({ name: 'site', members: [asha] });
  });
  afterEach(() => slack.close());

  const teamId = () => slack.team.id;
  const upload = (options: Partial<Parameters<SlackUser['upload']>[1]> = {}) =>
    asha.upload({ kind: 'bytes', bytes }, { name: 'plan.pdf', ...options });
  const share = async (...files: Parameters<SlackUser['shares']>[0]) => {
    const { message } = await asha.shares(files, '', { in: channel });
    return readSlackFiles(message.files, teamId());
  };
  const fetch = async (file: SharedFile | undefined) => {
    assert.ok(file && 'source' in file, JSON.stringify(file));
    const chunks: Uint8Array[] = [];
    await download(
      file.source,
      async (stream) => {
        for await (const chunk of stream) chunks.push(chunk);
      },
      {
        egress: new EgressPolicy([]),
        access: { botTokens: { token: async () => undefined }, slack: services.files },
        maxBytes: 1_000_000,
        stallTimeoutMs: 2_000,
        signal: unhurried(),
        onDeclaredSize: async () => {},
      },
    );
    return Buffer.concat(chunks);
  };

  it('come byte for byte', async () => {
    const { files, lookup } = await share(await upload());
    assert.equal(lookup, undefined);
    assert.ok((await fetch(files[0])).equals(bytes));
  });

  it('are asked for where there is only a stub, and then come as well', async () => {
    const file = await upload();
    await share(file);
    const { files, lookup } = readSlackFiles(
      [{ id: file.id, mode: 'file_access', file_access: 'check_file_info' }],
      teamId(),
    );
    assert.deepEqual(files, []);
    assert.ok(lookup);
    const [found] = await services.finder.find(lookup, unhurried());
    assert.ok((await fetch(found)).equals(bytes));
  });

  it('do not come for a bot that is not in the channel, or may not read files', async () => {
    const { files } = await share(await upload());
    slack.workspace.scopes = slack.workspace.scopes.filter((scope) => scope !== 'files:read');
    await assert.rejects(fetch(files[0]), { code: 'slack.signInPage' });
    slack.workspace.scopes = [...slack.workspace.scopes, 'files:read'];
    channel.members.delete(slack.bot.userId);
    await assert.rejects(fetch(files[0]), { code: 'slack.signInPage' });
  });

  it('are refused with the reason that files.info gives', async () => {
    const file = await upload();
    file.refusal = 'file_not_found';
    const lookup: FileLookup = { kind: 'slackFiles', teamId: teamId(), fileIds: [file.id] };
    const [refused] = await services.finder.find(lookup, unhurried());
    assert.ok(refused && 'refusal' in refused && refused.refusal.code === 'file.missing');
  });

  it('let those speak for a channel who made it or administrate the workspace', async () => {
    const mei = slack.createUser({ name: 'Mei Chen' });
    const admin = slack.createUser({ name: 'Ravi', isAdmin: true });
    const verdicts = await Promise.all(
      [asha, mei, admin].map(({ id: userId }) =>
        services.people.isChannelOwner({ teamId: teamId(), channelId: channel.id, userId }, unhurried()),
      ),
    );
    assert.deepEqual(verdicts, ['yes', 'no', 'yes']);
  });

  it('take requests for the one workspace that there is, whichever they name, and its token for no other', async () => {
    const others = ['T0OTHER1', 'T0OTHER2'];
    assert.equal((await services.addressees.find(others))?.teamId, teamId());
    assert.equal(await services.workspaces.find(others), undefined);
    services.passingTokens.remember('T0OTHER1', 'xoxb-of-azure');
    const source = { kind: 'slackFile', fileId: 'F1', url: `${slack.apiUrl}f` } as const;
    const reach = await services.files.reach({ ...source, teamId: 'T0OTHER1' }, unhurried());
    assert.equal(reach.authorization, 'Bearer xoxb-of-azure');
    for (const more of [{ canBeAdded: true }, { installations: new Map([['T0MORE01', 'xoxb-more']]) }]) {
      const { addressees } = create(more);
      assert.equal(await addressees.find(others), undefined);
    }
  });

  it('tell of tokens that do not work', async () => {
    assert.deepEqual(await services.problems(), []);
    slack.workspace.tokens.clear();
    const anew = create();
    assert.match((await anew.problems()).join(), /^SLACK_BOT_TOKEN: .*invalid_auth/);
  });
});
