import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { SlackViews } from '../../../../bot/slack/modals/slack-views.ts';
import type { SubmissionOutcome } from '../../../../bot/slack/modals/submit-in-time.ts';
import { submitInWorkspace } from '../../../../bot/slack/modals/submit-in-workspace.ts';
import { SlackError } from '../../../../services/slack/slack-error.ts';
import type { SlackWorkspaces } from '../../../../services/slack/slack-workspace.ts';
import { ACME, ok, SlackStandIn, TEAM } from '../../../services/slack/slack-stand-in.ts';

const HERE = { teamId: TEAM };

describe('the answer to a modal', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    slack.answer('views.update', ok({}));
  });
  afterEach(() => slack.close());

  const submit = (
    workspaces: SlackWorkspaces,
    carried: { readonly teamId: string } | undefined,
    work: () => Promise<SubmissionOutcome> = async () => ({ kind: 'done' }),
  ) =>
    submitInWorkspace(
      { workspaces, views: new SlackViews(slack.api) },
      { title: 'Form', blockId: 'block', viewId: 'V1', carried },
      work,
    );
  const errors = (text: string) => ({ response_action: 'errors', errors: { block: text } });

  it('says in it what is wrong where the workspace can not be found', async () => {
    const failing: SlackWorkspaces = { find: () => Promise.reject(SlackError.senseless()) };
    assert.deepEqual((await submit(failing, HERE)).body, errors(SlackError.senseless().message));
    const { body, after } = await submit({ find: () => Promise.reject(new Error('xoxb-MARKED')) }, HERE);
    assert.match(JSON.stringify(body), /Something went wrong on my side/);
    assert.doesNotMatch(JSON.stringify(body), /MARKED/);
    await assert.rejects(after?.() ?? Promise.resolve(), /MARKED/, 'it is logged');
  });

  it('says that it is not known where it carries nothing, or names a workspace without the app', async () => {
    for (const carried of [undefined, { teamId: 'T0OTHER1' }]) {
      const { body } = await submit(ACME, carried);
      assert.match(JSON.stringify(body), /not one that I know any more/);
    }
  });

  it('is a note that makes way for the outcome where Slack takes its time to say which workspace it is', async () => {
    const slow: SlackWorkspaces = { find: (ids) => delay(1_700).then(() => ACME.find(ids)) };
    const answer = await submit(slow, HERE, async () => ({ kind: 'words', text: 'Linked.' }));
    assert.match(JSON.stringify(answer.body), /One moment/);
    await answer.after?.();
    const [update] = slack.asked('views.update');
    assert.match(decodeURIComponent(String(update?.body)), /Linked\./);
  });
});
