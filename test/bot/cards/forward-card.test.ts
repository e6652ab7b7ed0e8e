import assert from 'node:assert/strict';
import { forwardMessage } from '../../../bot/cards/forward-message.ts';
import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';
import { forward, post } from '../support/sample-forward.ts';

const draw = (...input: Parameters<typeof forwardMessage>) =>
  JSON.parse(JSON.stringify(forwardMessage(...input))) as Parameters<typeof cardOf>[0];
const textsOf = (...input: Parameters<typeof forwardMessage>) => cardTexts(cardOf(draw(...input)));

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

  it('says how many went while others wait to be tried again', () => {
    const failure = { code: 'x', message: 'Kaizala is down.', retryable: true };
    const waiting = (...names: string[]) => [
      ...names.map((name) => post({ state: 'posted', referenceId: name }, { name })),
      post({ failure, nextAttemptAt: new Date(Date.now() + 60_000) }, { name: 'late.pdf' }),
    ];
    const texts = textsOf(forward({ posts: waiting('a.pdf', 'b.pdf', 'c.pdf') })).join('\n');
    assert.match(texts, /^3 of 4 posted to Field/);
    assert.match(texts, /late\.pdf[^\n]*\n⚠ Waiting to try again: Kaizala is down\./);
    assert.match(textsOf(forward({ posts: waiting() })).join('\n'), /^Forwarding to Field/);
    const underWay = [post({ state: 'posted' }, { name: 'a.pdf' }), post({ state: 'uploading' })];
    assert.match(textsOf(forward({ posts: underWay })).join('\n'), /^Forwarding to Field/);
  });

  it('says how many went while a file of another is fetched again', () => {
    const failure = { code: 'x', message: 'Nobody answered.', retryable: true };
    const posts = [
      post({ state: 'posted' }, { name: 'a.pdf' }),
      post({ state: 'waiting' }, { name: 'b.pdf', state: 'waiting', failure }),
    ];
    assert.match(textsOf(forward({ posts })).join('\n'), /^1 of 2 posted to Field/);
  });

  it('tells the id that /retry takes', () => {
    const id = '1a2b3c4d-0000-4000-8000-000000000000';
    for (const stage of ['asking', 'accepted', 'refused', 'cancelled'] as const) {
      assert.equal(textsOf(forward({ id, stage })).at(-1), 'Forward 1a2b3c4d');
    }
  });

  describe('of which something is uncertain', () => {
    const uncertain = (...names: string[]) => names.map((name) => post({ state: 'uncertain' }, { name }));
    const buttonsOf = (...input: Parameters<typeof forwardMessage>) =>
      cardActions(cardOf(draw(...input))).map(({ title, data }) => [title, data.postId]);

    it('says what to do, and offers one pair of buttons for the only post', () => {
      const posts = [...uncertain('a.pdf'), post({ state: 'posted' }, { name: 'b.pdf' })];
      assert.match(
        textsOf(forward({ posts })).join('\n'),
        /^Please check Field[\s\S]*⚠ [^\n]*Look into Field[^\n]*then press “It is there” or “Post it”\./,
      );
      assert.deepEqual(buttonsOf(forward({ posts })), [
        ['It is there', 'a.pdf'],
        ['Post it', 'a.pdf'],
      ]);
    });

    it('offers a pair for each post, with its name cut short', () => {
      const long = `${'n'.repeat(50)}.pdf`;
      const buttons = buttonsOf(forward({ posts: uncertain('a.pdf', long) }));
      assert.deepEqual(
        buttons.map(([, postId]) => postId),
        ['a.pdf', 'a.pdf', long, long],
      );
      assert.equal(buttons[0]?.[0], 'It is there: a.pdf');
      assert.match(String(buttons[3]?.[0]), /^Post it: n{15}…n{4}\.pdf$/);
    });

    it('names an album by its first picture', () => {
      const album = post({ state: 'uncertain', kind: 'image' }, { name: 'a.jpg' });
      const files = [1, 2, 3].flatMap(() => album.files);
      const posts = [{ ...album, files }, ...uncertain('b.pdf')];
      assert.equal(buttonsOf(forward({ posts }))[0]?.[0], 'It is there: a.jpg and 2 more');
    });

    it('offers as many pairs as a card has room for', () => {
      const posts = uncertain('1.pdf', '2.pdf', '3.pdf', '4.pdf');
      assert.deepEqual(
        buttonsOf(forward({ posts })).map(([, postId]) => postId),
        ['1.pdf', '1.pdf', '2.pdf', '2.pdf', '3.pdf', '3.pdf'],
      );
      const failure = { code: 'x', message: 'x', retryable: true };
      const withFailed = [...posts, post({ state: 'failed', failure }, { name: 'f.pdf' })];
      const buttons = buttonsOf(forward({ posts: withFailed }));
      assert.equal(buttons.length, 5);
      assert.equal(buttons.at(-1)?.[0], 'Retry');
    });
  });

  it('offers no answer while nobody can give one, and Retry where it can help', () => {
    const failed = (retryable: boolean) =>
      draw(forward({ posts: [post({ state: 'failed', failure: { code: 'x', message: 'x', retryable } })] }));
    assert.match(JSON.stringify(failed(true)), /"title":"Retry"/);
    assert.doesNotMatch(JSON.stringify(failed(false)), /Action\./);
  });

  it('of an expired forward names its files and asks nothing', () => {
    const card = draw(forward({ stage: 'expired', posts: [post({ state: 'cancelled' })] }));
    assert.match(
      cardTexts(cardOf(card)).join('\n'),
      /^Expired: [^\n]*Share the files again[^\n]*\nplan\.pdf/,
    );
    assert.doesNotMatch(JSON.stringify(card), /Action\.|Input\.|Cancelled/);
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

describe('the buttons of a forward’s card', () => {
  it('are Action.Execute, and fall back on an Action.Submit that looks and says the same', () => {
    const failure = { code: 'x', message: 'x', retryable: true };
    const posts = ['1.pdf', '2.pdf'].map((name) => post({ state: 'uncertain' }, { name }));
    const cards = [
      forward({ stage: 'asking' }),
      forward({ posts: [...posts, post({ state: 'failed', failure })] }),
    ];
    for (const card of cards.map((each) => cardOf(draw(each)))) {
      const buttons = cardActions(card);
      assert.ok(buttons.length >= 3);
      assert.equal(new Set(buttons.map(({ id }) => id)).size, buttons.length);
      for (const { type, id, verb, fallback, ...look } of buttons) {
        assert.ok(type === 'Action.Execute' && id && verb);
        assert.deepEqual(fallback, { type: 'Action.Submit', ...look });
      }
    }
  });
});

describe('the choice of a group on a card', () => {
  const groups = (count: number, name = (index: number) => `Group ${index}`) =>
    Array.from({ length: count }, (_, index) => ({ id: `${index}`.padStart(36, 'g'), name: name(index) }));
  const choiceOf = (...input: Parameters<typeof groups>) => {
    const card = draw(forward({ stage: 'asking' }), {
      targets: { kind: 'choice', groups: groups(...input) },
    });
    const [choice] = cardInputs(cardOf(card));
    assert.ok(choice?.type === 'Input.ChoiceSet');
    return { choice, card };
  };

  it('is a list up to twenty groups, and a search beyond', () => {
    assert.equal(choiceOf(20).choice.style, 'compact');
    assert.equal(choiceOf(21).choice.style, 'filtered');
  });

  it('holds all groups that fit into a card, and tells how many do not', () => {
    const few = choiceOf(150);
    assert.equal(few.choice.choices.length, 150);
    assert.doesNotMatch(JSON.stringify(few.card), /groups are listed/);
    for (const name of [
      (index: number) => `写真 ${index} `.repeat(20),
      (index: number) => `"\\${index}`.repeat(30),
    ]) {
      const { choice, card } = choiceOf(1_000, name);
      const bytes = Buffer.byteLength(JSON.stringify(card));
      assert.ok(bytes > 25_000 && bytes < 28_000, String(bytes));
      assert.match(
        JSON.stringify(card),
        new RegExp(`⚠ Only ${choice.choices.length} of 1000 groups are listed`),
      );
    }
  });

  for (const [letter, suggestedCaption] of [
    ['क', undefined],
    ['क', 'क'.repeat(4_000)],
    ['🌾', '🌾'.repeat(2_000)],
    ['"', '\n"'.repeat(2_000)],
    ['क', '\u0001'.repeat(4_000)],
  ] as const) {
    it(`always has twenty, with long names of ${letter} and a caption of ${JSON.stringify(suggestedCaption?.slice(0, 2))}`, () => {
      const failure = { code: 'x', message: letter.repeat(150), retryable: true };
      const posts = Array.from({ length: 40 }, (_, index) =>
        post({}, { name: `${index}${letter.repeat(200)}.jpg`, state: 'failed', failure }),
      );
      const asking = forward({ stage: 'asking', posts, ...(suggestedCaption && { suggestedCaption }) });
      const choices = groups(300, (index) => `${letter.repeat(150)} ${index}`);
      const card = draw(asking, { targets: { kind: 'choice', groups: choices } });
      const [choice] = cardInputs(cardOf(card));
      assert.ok(choice?.type === 'Input.ChoiceSet' && choice.choices.length >= 20);
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28_000);
    });
  }

  it('leaves room for a long caption that came with the files', () => {
    const asking = forward({ stage: 'asking', suggestedCaption: '写'.repeat(4_000) });
    const card = draw(asking, { targets: { kind: 'choice', groups: groups(1_000) } });
    assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28_000);
  });
});
