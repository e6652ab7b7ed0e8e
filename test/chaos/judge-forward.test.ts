import assert from 'node:assert/strict';
import { forwardMessage } from '../../bot/cards/forward-message.ts';
import type { PostView } from '../../emulators/kaizala/web/post-view.ts';
import { activitySchema } from '../../emulators/teams/activity.ts';
import { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import type { Forward, Post, PostState } from '../../services/forwards/types.ts';
import { ForwardRun, type SharedFile } from './forward-run.ts';
import { judgeForward } from './judge-forward.ts';
import type { PlannedForward } from './planned-forward.ts';

const GROUP = 'g@1';
const REFERENCE = 'r-1';
const NAMES = ['twin f0001.jpg', 'twin f0001.jpg', 'plan f0001.pdf'] as const;
const TENANT = { serviceUrl: 'http://127.0.0.1/', tenantId: 't' };

const plan: PlannedForward = {
  index: 1,
  id: 'f0001',
  files: [],
  answer: 'forward',
  caption: 'checked f0001',
  thinkMs: 0,
  overlaps: false,
  group: 0,
  activityRepetition: { kind: 'none' },
  answerRepetition: { kind: 'none' },
};

function shared(name: string, sha256: string): SharedFile {
  const kind = name.endsWith('.jpg') ? 'image' : 'document';
  const served = { name, size: 9, fileType: '', uniqueId: '', downloadUrl: '', contentUrl: '', requests: 1 };
  return {
    ...{ name, kind, size: 9, head: Buffer.from(sha256), behaviour: { kind: 'ok' }, sha256 },
    served: { ...served, open: () => assert.fail(), sha256: async () => sha256 },
  };
}

/** A forward of an album of two and a document, with its card as the bot draws it in these states. */
function runWith(album: Partial<Post>, document: Partial<Post>, change: Partial<Forward> = {}): ForwardRun {
  const user = new TeamsUser(TENANT, { endpoint: 'http://127.0.0.1/' });
  const run = new ForwardRun(
    plan,
    user,
    [...NAMES].map((name, at) => shared(name, `hash-${at}`)),
    GROUP,
  );
  run.answeredAt = new Date();
  show(run, album, document, change);
  return run;
}

function show(run: ForwardRun, album: Partial<Post>, document: Partial<Post>, change: Partial<Forward> = {}) {
  const post = (kind: Post['kind'], names: readonly string[], state: Partial<Post>): Post => ({
    id: kind,
    kind,
    state: 'spooled',
    attempts: 0,
    files: names.map((name, at) => ({ id: `${kind}${at}`, name, state: 'spooled', size: 1_500 })),
    ...state,
  });
  const forward: Forward = {
    id: '00000000-0000-4000-8000-000000000000',
    conversationKey: 'msteams|a:1',
    requesterId: '29:1',
    conversationReference: {},
    stage: 'accepted',
    auto: false,
    isAddressed: true,
    namesFiles: false,
    sharedAt: new Date(),
    contentVersion: 0,
    group: { id: GROUP, name: 'Field crew' },
    caption: plan.caption,
    revision: 1,
    shownRevision: 0,
    createdAt: new Date(),
    posts: [post('image', NAMES.slice(0, 2), album), post('document', NAMES.slice(2), document)],
    refused: [],
    ...change,
  };
  const card = activitySchema.parse(JSON.parse(JSON.stringify(forwardMessage(forward))));
  run.user.conversation.sent(String(run.user.conversation.messages.length), card);
}

const POSTED: Partial<Post> = { state: 'posted', referenceId: REFERENCE, postedAt: new Date() };
const FAILED: Partial<Post> = {
  state: 'failed',
  failure: { code: 'x', message: 'Kaizala refused it.', retryable: true },
};

function inKaizala(hashes: readonly string[], change: Partial<PostView> = {}): PostView {
  return {
    referenceId: REFERENCE,
    groupId: GROUP,
    groupName: 'Field crew',
    actionType: hashes.length > 1 ? 'Album' : 'Document',
    caption: plan.caption,
    sender: 'Kaizala Bridge',
    time: new Date().toISOString(),
    files: hashes.map((sha256) => ({ name: 'x', size: 9, contentType: 'x/y', sha256, url: '/' })),
    ...change,
  };
}

const ALBUM = inKaizala(['hash-0', 'hash-1']);
const DOCUMENT = inKaizala(['hash-2']);

describe('The judgement of a forward', () => {
  const judge = (run: ForwardRun, posts: readonly PostView[], kills: readonly Date[] = []) => {
    const { outcome, violations } = judgeForward(run, posts, kills);
    return [outcome, violations.join(' ')] as const;
  };

  it('finds nothing wrong with one that is posted once', () => {
    assert.deepEqual(judge(runWith(POSTED, POSTED), [ALBUM, DOCUMENT]), ['posted', '']);
  });

  it('finds nothing wrong with one that says what became of it', () => {
    assert.deepEqual(judge(runWith(FAILED, FAILED), []), ['failed', '']);
    assert.deepEqual(judge(runWith(POSTED, FAILED), [ALBUM]), ['partly posted', '']);
    for (const posts of [[], [ALBUM]]) {
      const run = runWith({ state: 'uncertain' }, FAILED);
      assert.deepEqual(judge(run, posts), ['uncertain', '']);
    }
  });

  for (const [what, album, document, posts, words] of [
    ['a lost post', POSTED, POSTED, [ALBUM], /LOST/],
    ['a doubled post', POSTED, POSTED, [ALBUM, DOCUMENT, DOCUMENT], /2 times \(DOUBLED\)/],
    ['a doubled post of a part', POSTED, POSTED, [ALBUM, DOCUMENT, inKaizala(['hash-1'])], /DOUBLED/],
    ['a failure that is there', POSTED, FAILED, [ALBUM, DOCUMENT], /Failed.*but it is in Kaizala/],
    ['a wrong order', POSTED, POSTED, [inKaizala(['hash-1', 'hash-0']), DOCUMENT], /its files in Kaizala/],
    ['a missing picture', POSTED, POSTED, [inKaizala(['hash-0']), DOCUMENT], /its files in Kaizala/],
    ['a wrong caption', POSTED, POSTED, [ALBUM, { ...DOCUMENT, caption: 'other' }], /its caption .*"other"/],
    ['a wrong group', POSTED, POSTED, [ALBUM, { ...DOCUMENT, groupId: 'g@2' }], /its groupId .*g@2/],
    ['a wrong type', POSTED, POSTED, [ALBUM, { ...DOCUMENT, actionType: 'Video' }], /its actionType/],
    [
      'the reference of another post',
      POSTED,
      POSTED,
      [ALBUM, { ...DOCUMENT, referenceId: 'r-2' }],
      /reference r-1 of another post, not r-2/,
    ],
  ] as const) {
    it(`sees ${what}`, () => {
      assert.match(judge(runWith(album, document), posts)[1], words);
    });
  }

  for (const state of ['waiting', 'spooled', 'uploading', 'uploaded', 'posting'] satisfies PostState[]) {
    it(`sees that one still ${state} did not come to an end`, () => {
      const [outcome, words] = judge(runWith(POSTED, { state }), [ALBUM]);
      assert.equal(outcome, 'no end');
      assert.match(words, /did not come to an end: the card says “Forwarding/);
    });
  }

  it('sees a second card, and one that was never sent', () => {
    const run = runWith(POSTED, POSTED);
    show(run, POSTED, POSTED);
    const posts = [ALBUM, DOCUMENT];
    assert.match(judge(run, posts)[1], /2 cards for one activity/);
    const [sent] = run.cardTimes;
    const later = (ms: number) => [new Date((sent?.getTime() ?? 0) + ms)];
    assert.match(judge(run, posts, later(5_000))[1], /2 cards for one activity/);
    assert.equal(judge(run, posts, later(50))[1], '', 'the bot was killed before it could note the first');
    const user = new TeamsUser(TENANT, { endpoint: 'http://127.0.0.1/' });
    assert.match(judge(new ForwardRun(plan, user, [], GROUP), [])[1], /No card was ever sent/);
  });

  it('sees a cancellation that nobody asked for, and one that was not heeded', () => {
    const cancelled: Partial<Post> = { state: 'cancelled' };
    assert.match(
      judge(runWith(cancelled, cancelled, { stage: 'cancelled' }), [])[1],
      /cancelled, which nobody asked for/,
    );
    const run = runWith(POSTED, POSTED);
    const withdrawn = new ForwardRun({ ...plan, answer: 'cancel' }, run.user, run.files, GROUP);
    withdrawn.answeredAt = new Date();
    assert.match(judge(withdrawn, [ALBUM, DOCUMENT])[1], /not cancelled, which the person had asked for/);
  });
});
