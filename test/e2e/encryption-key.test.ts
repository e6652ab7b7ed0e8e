import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { botEnvironment } from '../support/bot-environment.ts';
import { BotProcess } from '../support/bot-process.ts';
import { waitForQuestion, waitForText } from '../support/chat.ts';

const FORGET = fileURLToPath(new URL('../../bot/forget.ts', import.meta.url));
const newKey = () => randomBytes(32).toString('base64');

describe('a bot whose database is encrypted', function () {
  this.timeout(60_000);
  const [old, next] = [newKey(), newKey()];
  let folder: string;
  let kaizala: KaizalaEmulator;
  let teams: TeamsEmulator;
  let user: TeamsUser;
  let bot: BotProcess;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
    kaizala = await startKaizalaEmulator({ dataDir: join(folder, 'kaizala'), callsPerMinute: 10_000 });
    teams = await startTeamsEmulator();
    user = teams.createUser({ endpoint: 'http://127.0.0.1:9/' });
  });
  after(async () => {
    await bot.kill();
    await teams.close();
    await kaizala.close();
    await rm(folder, { recursive: true, force: true });
  });

  const environmentWith = (key: string | undefined) =>
    botEnvironment({ folder, kaizala, teams, defaultGroup: 'Field', environment: { ENCRYPTION_KEY: key } });
  const start = async (key: string | undefined) => {
    bot = BotProcess.launch(environmentWith(key), folder);
    user.endpoint = `${await bot.listening()}/api/messages`;
  };
  const share = async (name: string) => {
    await user.shares([await teams.serveFile({ kind: 'generated', size: 5_000 }, { name })]);
    return waitForQuestion(user.conversation, name);
  };

  it('takes what lay open before there was a key', async () => {
    await start(undefined);
    await share('first.pdf');
    await bot.stop();
    await start(old);
    await bot.wrote(/secrets in the database were encrypted/);
  });

  it('does not start without the key, or with another one, and says which', async () => {
    await bot.stop();
    for (const [key, words] of [
      [undefined, /ENCRYPTION_KEY is missing/],
      [newKey(), /encrypted with another ENCRYPTION_KEY/],
    ] as const) {
      bot = BotProcess.launch(environmentWith(key), folder);
      assert.equal(await bot.ended(), 1);
      assert.match(bot.output, words);
    }
  });

  it('changes the key, and goes on with what was open', async () => {
    await start(`${next},${old}`);
    await bot.wrote(/secrets in the database were encrypted/);
    await bot.stop();
    await start(next);
    const question = await waitForQuestion(user.conversation, 'first.pdf');
    await user.submits(question.activity, 'Forward', { caption: '' });
    await waitForText(user.conversation, /Posted to/);
  });

  it('forgets a person by their object id in Entra ID, once it has stopped', async () => {
    const { activity } = await share('second.pdf');
    assert.ok(activity);
    const { aadObjectId } = (await user.says('/status')).activity.from as { aadObjectId: string };
    const forget = (id: string) =>
      promisify(execFile)(process.execPath, [FORGET, id], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', ...environmentWith(next) },
      });
    await assert.rejects(forget(aadObjectId), /in use|another process/i);
    await bot.stop();
    const { stdout } = await forget(aadObjectId);
    assert.match(stdout, /^Deleted: 2 forwards, 1 files in the spool/);
    const again = await forget(aadObjectId);
    assert.match(again.stdout, /^Deleted: 0 forwards/);
  });
});
