import assert from 'node:assert/strict';
import { BridgeError } from '../../../services/errors.ts';
import { PartlyFoundError } from '../../../services/forwards/finding/partly-found-error.ts';
import type { Takeover } from '../kaizala/scripted-server.ts';
import { unhurried } from '../teams/graph-stand-in.ts';
import { ok, refused, SLACK_TOKEN, SlackStandIn, TEAM } from './slack-stand-in.ts';

const fileOf = (id: string, changes: object = {}) => ({
  id,
  name: `${id}.pdf`,
  mimetype: 'application/pdf',
  size: 5,
  mode: 'hosted',
  file_access: 'visible',
  url_private: `https://files.slack.com/files-pri/${TEAM}-${id}/a.pdf`,
  ...changes,
});

describe('the files that Slack is asked for', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
  });
  afterEach(() => slack.close());

  const find = (fileIds: string[], teamId = TEAM, signal = unhurried()) =>
    slack.finder.find({ kind: 'slackFiles', teamId, fileIds }, signal);
  const failureOf = async (...args: Parameters<typeof find>) => {
    const failure = await find(...args).catch((error: unknown) => error);
    assert.ok(failure instanceof BridgeError, String(failure));
    assert.doesNotMatch(failure.message, /MARKED|:\/\//);
    return failure;
  };
  /** Answers by the id that is asked for. */
  const answerEach = (answers: Record<string, object>) => {
    const answer: Takeover = async (request, response) => {
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers[form.get('file') ?? ''] ?? { ok: false, error: 'file_not_found' }));
    };
    slack.answer('files.info', answer);
  };

  it('come in the order in which they were shared, for the token of the workspace', async () => {
    answerEach({
      F1: { ok: true, file: fileOf('F1') },
      F2: { ok: true, file: fileOf('F2', { name: 'b.png' }) },
    });
    const files = await find(['F2', 'F1']);
    assert.deepEqual(
      files.map((file) => [file.name, 'source' in file && file.source.kind]),
      [
        ['b.png', 'slackFile'],
        ['F1.pdf', 'slackFile'],
      ],
    );
    assert.deepEqual(
      slack.asked('files.info').map(({ headers }) => headers.authorization),
      [`Bearer ${SLACK_TOKEN}`, `Bearer ${SLACK_TOKEN}`],
    );
  });

  it('are refused if they turn out to lie elsewhere', async () => {
    slack.answer('files.info', ok({ file: fileOf('F1', { is_external: true, external_type: 'gdrive' }) }));
    const [file] = await find(['F1']);
    assert.ok(file && 'refusal' in file && file.refusal.code === 'file.elsewhere');
  });

  for (const [error, code] of [
    ['file_not_found', 'file.missing'],
    ['file_deleted', 'file.deleted'],
    ['access_denied', 'file.denied'],
    ['not_in_channel', 'file.denied'],
  ] as const) {
    it(`are refused at ${error}, each by itself`, async () => {
      answerEach({ F1: { ok: false, error }, F2: { ok: true, file: fileOf('F2') } });
      const [first, second] = await find(['F1', 'F2']);
      assert.ok(first && 'refusal' in first);
      assert.equal(first.refusal.code, code);
      assert.ok(second && 'source' in second);
    });
  }

  for (const [title, changes] of [
    ['has no url yet', { url_private: undefined }],
    ['is still a stub', { mode: 'file_access', file_access: 'check_file_info' }],
  ] as const) {
    it(`are asked for again while one ${title}`, async () => {
      slack.answer('files.info', ok({ file: fileOf('F1', changes) }), ok({ file: fileOf('F1') }));
      const failure = await failureOf(['F1']);
      assert.deepEqual(failure.recovery, { action: 'retry' });
      assert.match(failure.message, /not made the file ready/);
      assert.ok(!(failure instanceof PartlyFoundError));
      assert.equal((await find(['F1'])).length, 1);
    });
  }

  it('are known as far as they are while one is not ready', async () => {
    answerEach({
      F1: { ok: true, file: fileOf('F1', { url_private: undefined }) },
      F2: { ok: true, file: fileOf('F2') },
    });
    const failure = await failureOf(['F1', 'F2']);
    assert.ok(failure instanceof PartlyFoundError);
    assert.deepEqual(failure.recovery, { action: 'retry' });
    assert.deepEqual(
      failure.files.map((file) => ('refusal' in file ? file.refusal.code : file.name)),
      ['slack.refused', 'F2.pdf'],
    );
  });

  it('are asked for again as late as a 429 says', async () => {
    slack.answer('files.info', { ...refused('ratelimited'), status: 429, headers: { 'retry-after': '7' } });
    assert.deepEqual((await failureOf(['F1'])).recovery, { action: 'retry', afterMs: 7000, throttled: true });
  });

  it('are asked for again after a 503, and after an answer that makes no sense', async () => {
    slack.answer('files.info', { status: 503 }, { body: '<html>' }, ok({ file: 7 }));
    for (let count = 0; count < 3; count++) {
      assert.deepEqual((await failureOf(['F1'])).recovery, { action: 'retry' });
    }
  });

  it('are not asked for again where the app lacks the scope, which is named', async () => {
    slack.answer('files.info', refused('missing_scope', { needed: 'files:read', provided: 'chat:write' }));
    const failure = await failureOf(['F1']);
    assert.equal(failure.recovery.action, 'giveUp');
    assert.match(failure.message, /scope files:read, and install it again/);
  });

  it('are not asked for again with a token that was revoked', async () => {
    slack.answer('files.info', refused('token_revoked'));
    const failure = await failureOf(['F1']);
    assert.equal(failure.recovery.action, 'giveUp');
    assert.match(failure.message, /install the Slack app again/);
  });

  it('are not asked for with a token that Azure passed along, and the way round is told', async () => {
    slack.passing.remember('T0OTHER1', SLACK_TOKEN);
    const failure = await failureOf(['F1'], 'T0OTHER1');
    assert.equal(failure.recovery.action, 'giveUp');
    assert.match(failure.message, /channel of this workspace, or .* SLACK_BOT_TOKEN or SLACK_INSTALLATIONS/);
    assert.deepEqual(slack.server.requests, []);
  });

  it('are not waited for once that is called off', async () => {
    const stop = new AbortController();
    slack.answer('files.info', () => stop.abort(new Error('stopped')));
    await assert.rejects(find(['F1'], TEAM, stop.signal), /stopped/);
  });
});
