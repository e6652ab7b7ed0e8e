import assert from 'node:assert/strict';
import { readBlockAnswer } from '../../../bot/blocks/read-block-answer.ts';
import type { ForwardCardOptions } from '../../../bot/cards/forward-card.ts';
import { forwardMessage } from '../../../bot/cards/forward-message.ts';
import { viewForward } from '../../../bot/cards/forward-view.ts';
import { readCardAnswer } from '../../../dialogs/card-answer.ts';
import { readBlocks } from '../../../emulators/slack/blocks/read-blocks.ts';
import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';
import { submittedActivity } from '../../../emulators/teams/user/submitted-activity.ts';
import type { Forward } from '../../../services/forwards/types.ts';
import { drawnBlocks } from '../support/drawn-blocks.ts';
import { pressBlock } from '../support/press-block.ts';
import { forward, post } from '../support/sample-forward.ts';

/** A prompt as people see it, in whichever way it is drawn. */
interface Prompt {
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
  readonly groups: readonly { readonly title: string; readonly value: string }[];
  readonly suggestion: string | undefined;
  /** What reaches the bot when a button is pressed. */
  press(label: string, filledIn?: Readonly<Record<string, string>>): unknown;
}

const DRAWINGS: Record<string, (asked: Forward, options?: ForwardCardOptions) => Prompt> = {
  'as an Adaptive Card': (asked, options) => {
    const message = JSON.parse(JSON.stringify(forwardMessage(asked, options)));
    const card = cardOf(message);
    const inputs = cardInputs(card);
    const choice = inputs.find(({ type }) => type === 'Input.ChoiceSet');
    return {
      texts: cardTexts(card),
      buttons: cardActions(card).map(({ title }) => title),
      groups: choice?.type === 'Input.ChoiceSet' ? choice.choices : [],
      suggestion: inputs.find(({ type }) => type === 'Input.Text')?.value,
      press: (label, filledIn = {}) => submittedActivity(message, label, filledIn, 'old').value,
    };
  },
  'in Block Kit': (asked, options) => {
    const blocks = drawnBlocks(
      forwardMessage({ ...asked, conversationKey: 'slack|T0ACME01:C0GEN001' }, options),
    );
    const { texts, buttons, inputs } = readBlocks(blocks);
    return {
      texts,
      buttons: buttons.map(({ label }) => label),
      groups: inputs.find(({ type }) => type === 'static_select')?.choices ?? [],
      suggestion: inputs.find(({ type }) => type === 'plain_text_input')?.value,
      press: (label, filledIn) => readBlockAnswer(pressBlock(blocks, label, filledIn))?.value,
    };
  },
};

const failure = { code: 'x', message: 'The group is gone. Ask for it.', retryable: true };
const POST_IDS = ['11111111-0000-4000-8000-000000000000', '22222222-0000-4000-8000-000000000000'] as const;
const groups = [
  { id: 'g@1', name: 'Field crew North' },
  { id: 'g@2', name: 'Field crew South' },
];
const choice = { kind: 'choice', groups } as const;

const CASES: Record<string, { readonly asked: Forward; readonly options?: ForwardCardOptions }> = {
  'a question with a choice': {
    asked: forward({
      stage: 'asking',
      suggestedCaption: 'Site plan',
      posts: [post(), post({ kind: 'image' }, { name: 'a.jpg', size: 3_400_000 })],
    }),
    options: { targets: choice },
  },
  'a question without one': {
    asked: forward({ stage: 'asking' }),
    options: { targets: { kind: 'fixed', group: { id: 'g@1', name: 'Field crew North' } } },
  },
  'a question while Kaizala does not answer': { asked: forward({ stage: 'asking' }) },
  'a question in a conversation whose link has a problem': {
    asked: forward({ stage: 'asking' }),
    options: { targets: { kind: 'blocked', reason: 'The group is gone.' } },
  },
  'a question with a file that can’t go': {
    asked: forward({ stage: 'asking', refused: post({}, { name: 'x.exe', state: 'failed', failure }).files }),
    options: { targets: choice },
  },
  'what is queued, uploading and posted': {
    asked: forward({
      caption: 'Site *plan*',
      posts: [
        post({ id: 'queued' }, { name: 'queued.pdf' }),
        post({ id: 'moving', state: 'uploading' }, { name: 'moving.pdf' }),
        post({ state: 'posted', referenceId: 'r-1', postedAt: new Date(0) }, { name: 'done.pdf' }),
      ],
    }),
    options: { progress: new Map([['moving', 0.42]]) },
  },
  'what failed': { asked: forward({ posts: [post({ state: 'failed', failure })] }) },
  'what waits to be tried again': {
    asked: forward({ posts: [post({ failure, nextAttemptAt: new Date(Date.now() + 60_000) })] }),
  },
  'what is uncertain': {
    asked: forward({
      posts: POST_IDS.map((id, index) => post({ id, state: 'uncertain' }, { name: `${index}.pdf` })),
    }),
  },
  'what was deleted too late': {
    asked: forward({ note: 'deletedLate', posts: [post({ state: 'posted' })] }),
  },
  'what is looked for': { asked: forward({ stage: 'finding', posts: [], findFailure: failure }) },
  'what has expired': { asked: forward({ stage: 'expired', posts: [post({ state: 'cancelled' })] }) },
  'what is cancelled': { asked: forward({ stage: 'cancelled', posts: [post({ state: 'cancelled' })] }) },
  'what can’t go': {
    asked: forward({ stage: 'refused', posts: [], refused: post({}, { state: 'failed', failure }).files }),
  },
  'what goes without a question': {
    asked: forward({ auto: true, posts: [post({ state: 'failed', failure })] }),
  },
};

for (const [drawing, draw] of Object.entries(DRAWINGS)) {
  describe(`the prompt ${drawing}`, () => {
    for (const [name, { asked, options }] of Object.entries(CASES)) {
      it(`shows all of ${name}`, () => {
        const view = viewForward(asked, options?.progress);
        const all = draw(asked, options).texts.join('\n');
        const isShown = (fact: string) => assert.ok(all.includes(fact), `${fact} is missing in:\n${all}`);
        isShown(view.title);
        if (view.note) isShown(view.note);
        if (!asked.auto) isShown(`Forward ${asked.id.slice(0, 8)}`);
        if (view.caption) isShown(`“${view.caption}”`);
        for (const { name: file, detail, status, reference } of view.files) {
          for (const fact of [file, detail, status]) if (fact) isShown(fact);
          if (reference) isShown(`Reference ${reference}`);
        }
        const { targets } = options ?? {};
        if (targets?.kind === 'fixed') isShown(`To: ${targets.group.name}`);
        if (targets?.kind === 'blocked') isShown(targets.reason);
      });
    }
  });
}

describe('the two drawings of a prompt', () => {
  for (const [name, { asked, options }] of Object.entries(CASES)) {
    it(`of ${name} ask for the same, and bring the same answers`, () => {
      const [card, blocks] = Object.values(DRAWINGS).map((draw) => draw(asked, options));
      assert.ok(card && blocks);
      assert.deepEqual(blocks.buttons, card.buttons);
      assert.deepEqual(blocks.groups, card.groups);
      assert.equal(blocks.suggestion, card.suggestion);
      const answers: Record<string, string>[] = [{}];
      if (asked.stage === 'asking') answers.push({ caption: 'Typed <here> & *there*' });
      if (card.groups.length > 0) answers.push({ group: 'g@2' }, { group: 'g@1', caption: '' });
      for (const label of card.buttons) {
        for (const filledIn of answers) {
          const expected = readCardAnswer(card.press(label, filledIn));
          const actual = readCardAnswer(blocks.press(label, filledIn));
          assert.equal(expected?.forwardId, asked.id, label);
          // Whoever cancels, cancels: Slack’s people may have typed meanwhile, and so may Teams’.
          if (expected?.action === 'cancel') assert.equal(actual?.action, 'cancel');
          else assert.deepEqual(actual, expected);
        }
      }
    });
  }
});
