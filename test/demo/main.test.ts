import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..');
const SAMPLES = join(ROOT, 'demo', 'samples');

const posted = z.strictObject({
  event: z.literal('posted'),
  actionType: z.string(),
  groupId: z.string(),
  referenceId: z.string(),
  caption: z.string(),
  files: z.array(z.strictObject({ name: z.string(), size: z.number(), sha256: z.string().length(64) })),
});

describe('npm run demo', function () {
  this.timeout(60_000);
  let folder: string;
  let files: string;
  let started: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    files = await mkdtemp(join(tmpdir(), 'files-'));
    started = [];
  });

  afterEach(async () => {
    for (const child of started) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    await rm(files, { recursive: true, force: true });
  });

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [join(ROOT, 'demo', 'main.ts'), ...args], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    return child;
  };

  const run = async (...args: string[]) => {
    const child = start(...args);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    return { code, stdout, stderr };
  };

  const eventsOf = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
  const postsOf = (stdout: string) =>
    eventsOf(stdout)
      .filter(({ event }) => event === 'posted')
      .map((event) => posted.parse(event));

  it('posts the samples, one of each action type, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stdout + stderr);
    for (const actionType of ['Image', 'Audio', 'Document', 'Video', 'Album']) {
      assert.match(stdout, new RegExp(`^${actionType} in .+, reference .+$`, 'm'));
    }
    assert.equal(stdout.match(/✓ equal/g)?.length, 7);
    assert.match(stdout, /100 %/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('posts files with their caption, byte for byte, to the group that is named', async () => {
    const caption = 'Ünïcode, "quotes" & <tags>';
    const { code, stdout, stderr } = await run(
      join(SAMPLES, 'shop-window.jpg'),
      join(SAMPLES, 'shift-plan.pdf'),
      join(SAMPLES, 'line-3-running.mp4'),
      ...['--caption', caption, '--group', 'warehouse', '--json'],
    );
    assert.equal(code, 0, stdout + stderr);
    const posts = postsOf(stdout);
    assert.deepEqual(posts.map(({ actionType }) => actionType).sort(), ['Document', 'Image', 'Video']);
    assert.deepEqual([...new Set(posts.map((post) => post.caption))], [caption]);
    assert.equal(new Set(posts.map(({ groupId }) => groupId)).size, 1);
    assert.deepEqual(posts.flatMap((post) => post.files.map(({ name }) => name)).sort(), [
      'line-3-running.mp4',
      'shift-plan.pdf',
      'shop-window.jpg',
    ]);
    assert.ok(eventsOf(stdout).some(({ event }) => event === 'progress'));
  });

  it('shares in a group chat, where the bot asks', async () => {
    const { code, stdout, stderr } = await run('--in', 'group', '--json');
    assert.equal(code, 0, stdout + stderr);
    assert.equal(postsOf(stdout).flatMap((post) => post.files).length, 7);
    assert.equal(eventsOf(stdout).filter(({ event }) => event === 'answered').length, 2);
  });

  it('shares in a channel, then in one that is bridged, where the bot asks nothing', async () => {
    const { code, stdout, stderr } = await run('--in', 'channel', '--json');
    assert.equal(code, 0, stdout + stderr);
    const events = eventsOf(stdout);
    assert.equal(events.filter(({ event }) => event === 'answered').length, 2);
    const linked = events.findIndex(({ event }) => event === 'said');
    assert.equal(
      events.slice(linked).some(({ event }) => event === 'card' || event === 'answered'),
      false,
    );
    for (const half of [events.slice(0, linked), events.slice(linked)]) {
      const posts = half.filter(({ event }) => event === 'posted').map((event) => posted.parse(event));
      assert.equal(posts.flatMap((post) => post.files).length, 7);
      assert.equal(new Set(posts.map((post) => post.caption)).size, 2);
    }
  });

  it('plays in Slack, where the bot is told by events, presses and a command', async () => {
    const { code, stdout, stderr } = await run('--channel', 'slack', '--in', 'channel', '--json');
    assert.equal(code, 0, stdout + stderr);
    const events = eventsOf(stdout);
    assert.equal(events.filter(({ event }) => event === 'answered').length, 2);
    assert.ok(events.some(({ event }) => event === 'progress'));
    const linked = events.findIndex(({ event }) => event === 'said');
    assert.deepEqual(events[linked], { event: 'said', text: '/kaizala link Field crew North auto' });
    for (const half of [events.slice(0, linked), events.slice(linked)]) {
      const posts = half.filter(({ event }) => event === 'posted').map((event) => posted.parse(event));
      assert.equal(posts.flatMap((post) => post.files).length, 7);
      assert.equal(new Set(posts.map((post) => post.caption)).size, 2);
    }
  });

  it('fails in Slack too when the bot refuses a file', async () => {
    const path = join(files, 'setup.exe');
    await writeFile(path, 'MZ');
    const options = ['--channel', 'slack', '--json'];
    const { code, stdout } = await run(path, join(SAMPLES, 'shift-plan.pdf'), ...options);
    assert.equal(code, 1, stdout);
    assert.equal(postsOf(stdout).length, 1);
    assert.match(stdout, /"event":"failed","name":"setup\.exe","reason":"Not sent: .*\.exe/);
  });

  it("fails with the bot's words when the bot refuses a file, and posts the other one", async () => {
    const path = join(files, 'setup.exe');
    await writeFile(path, 'MZ');
    const { code, stdout } = await run(path, join(SAMPLES, 'shift-plan.pdf'), '--json');
    assert.equal(code, 1);
    assert.equal(postsOf(stdout).length, 1);
    const failure = eventsOf(stdout).find(({ event }) => event === 'failed');
    assert.match(JSON.stringify(failure), /"name":"setup\.exe","reason":"Not sent: .*\.exe/);
  });

  it('names the groups when the one that is wished for is missing', async () => {
    const { code, stdout } = await run(join(SAMPLES, 'shift-plan.pdf'), '--group', 'no such group');
    assert.equal(code, 1);
    assert.match(stdout, /No group is called "no such group"\. The groups are:\n {2}\S/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('refuses an unknown option and a file that is not there before it starts anything', async () => {
    const unknown = await run('--bogus');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /Unknown option '--bogus'[\s\S]+Usage: npm run demo/);
    const missing = await run(join(files, 'nowhere.pdf'));
    assert.equal(missing.code, 1);
    assert.match(missing.stdout, /There is no file .+nowhere\.pdf/);
    const directory = await run(files);
    assert.equal(directory.code, 1);
    assert.match(directory.stdout, /is not a file/);
  });

  it('keeps everything running until Ctrl+C, then leaves nothing behind', async () => {
    const child = start(join(SAMPLES, 'shift-plan.pdf'), '--keep');
    let page: string | undefined;
    for await (const chunk of child.stderr ?? []) {
      page = /The groups: (\S+)/.exec(String(chunk))?.[1];
      if (page !== undefined) break;
    }
    assert.ok(page);
    assert.equal((await fetch(page)).status, 200);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
    await assert.rejects(fetch(page));
    assert.deepEqual(await readdir(folder), []);
  });
});
