import assert from 'node:assert/strict';
import { forwardCard } from '../../../bot/cards/forward-card.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';
import type { Forward, ForwardFile, Post } from '../../../services/forwards/types.ts';

function forward(change: Partial<Forward> = {}): Forward {
  return {
    id: '00000000-0000-4000-8000-000000000000',
    conversationKey: 'msteams|a:1',
    requesterId: '29:1',
    conversationReference: {},
    stage: 'accepted',
    group: { id: 'g@1', name: 'Field <crew> **North**' },
    revision: 1,
    shownRevision: 0,
    createdAt: new Date(),
    posts: [post()],
    refused: [],
    ...change,
  };
}

function post(change: Partial<Post> = {}, file: Partial<ForwardFile> = {}): Post {
  const name = file.name ?? 'plan.pdf';
  return {
    id: name,
    kind: 'document',
    state: 'spooled',
    attempts: 0,
    files: [{ id: name, name, state: 'spooled', size: 1_500, ...file }],
    ...change,
  };
}

const draw = (...input: Parameters<typeof forwardCard>) =>
  JSON.parse(JSON.stringify(forwardCard(...input))) as Parameters<typeof cardOf>[0];
const textsOf = (...input: Parameters<typeof forwardCard>) => cardTexts(cardOf(draw(...input)));

describe('the card of a forward', () => {
  it('shows names, captions and groups as text, not as Markdown', () => {
    const hostile = '**bold** [x](https://evil.test) <img src=x>.pdf';
    const card = JSON.stringify(draw(forward({ caption: hostile, posts: [post({}, { name: hostile })] })));
    for (const match of card.matchAll(/"type":"TextBlock","text":"([^"]*)"/g)) {
      assert.doesNotMatch(match[1] ?? '', /bold|crew/);
    }
    assert.match(card, /"type":"TextRun","text":"\*\*bold\*\*/);
  });

  it('says how many went, if not all did', () => {
    const posts = [
      post({ state: 'posted', referenceId: 'r-1', postedAt: new Date(0) }, { name: 'a.pdf' }),
      post(
        { state: 'failed', failure: { code: 'x', message: 'The group is gone.', retryable: true } },
        { name: 'b.pdf' },
      ),
    ];
    const texts = textsOf(forward({ posts })).join('\n');
    assert.match(texts, /^1 of 2 posted to Field/);
    assert.match(texts, /b\.pdf[^\n]*\n✗ Failed: The group is gone\./);
  });

  it('offers no answer while nobody can give one, and Retry where it can help', () => {
    const failed = (retryable: boolean) =>
      draw(forward({ posts: [post({ state: 'failed', failure: { code: 'x', message: 'x', retryable } })] }));
    assert.match(JSON.stringify(failed(true)), /"title":"Retry"/);
    assert.doesNotMatch(JSON.stringify(failed(false)), /Action\.Submit/);
  });

  it('of an expired forward names its files and asks nothing', () => {
    const card = draw(forward({ stage: 'expired', posts: [post({ state: 'cancelled' })] }));
    assert.match(
      cardTexts(cardOf(card)).join('\n'),
      /^Expired: [^\n]*Share the files again[^\n]*\nplan\.pdf/,
    );
    assert.doesNotMatch(JSON.stringify(card), /Action\.Submit|Input\.|Cancelled/);
  });

  it('stays light with many files, and keeps those with trouble in view', () => {
    const name = (index: number) => `${index}-${'n'.repeat(200)}.pdf`;
    const posts = Array.from({ length: 200 }, (_, index) =>
      post(
        index === 150
          ? { state: 'failed', failure: { code: 'x', message: 'Trouble.', retryable: true } }
          : { state: 'posted', referenceId: crypto.randomUUID(), postedAt: new Date() },
        { name: name(index) },
      ),
    );
    const card = draw(forward({ posts, caption: 'c'.repeat(4_000) }));
    assert.ok(JSON.stringify(card).length < 28_000, String(JSON.stringify(card).length));
    assert.match(cardTexts(cardOf(card)).join('\n'), /150-n[\s\S]*Trouble[\s\S]*… and 180 more/);
  });

  it('tells groups of the same name apart', () => {
    const groups = ['aaaaaaaa-1', 'bbbbbbbb-2'].map((id) => ({ id, name: 'Twins' }));
    const card = draw(forward({ stage: 'asking' }), { targets: { kind: 'choice', groups } });
    const [choice] = cardInputs(cardOf(card));
    assert.equal(choice?.type, 'Input.ChoiceSet');
    assert.deepEqual(
      choice.choices.map(({ title }) => title),
      ['Twins (aaaaaaaa)', 'Twins (bbbbbbbb)'],
    );
  });

  it('says so when there is no group, or none can be had', () => {
    const asking = forward({ stage: 'asking' });
    assert.match(textsOf(asking, { targets: { kind: 'choice', groups: [] } }).join(), /in no group yet/);
    assert.match(textsOf(asking).join(), /Kaizala is not answering/);
  });

  it('gives every input a label and an error text', () => {
    const groups = [
      { id: '1', name: 'One' },
      { id: '2', name: 'Two' },
    ];
    const { body } = cardOf(
      draw(forward({ stage: 'asking' }), { targets: { kind: 'choice', groups } }),
    ) as unknown as {
      body: { type: string; label?: string; errorMessage?: string }[];
    };
    const inputs = body.filter(({ type }) => type.startsWith('Input.'));
    assert.equal(inputs.length, 2);
    assert.ok(inputs.every(({ label, errorMessage }) => label && errorMessage));
  });
});
