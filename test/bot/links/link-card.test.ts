import assert from 'node:assert/strict';
import { linkCard, linkOutcomeCard } from '../../../bot/links/link-card.ts';
import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';

const plain = (message: object) => JSON.parse(JSON.stringify(message)) as Parameters<typeof cardOf>[0];
const named = (name: string, id = name) => ({ id, name });

describe('the card that links', () => {
  it('gives every input a label and an error text', () => {
    const card = cardOf(plain(linkCard('Which?', { groups: [named('North')], mode: 'ask' })));
    const inputs = cardInputs(card);
    assert.equal(inputs.length, 2);
    for (const input of inputs) assert.ok(input.label && input.errorMessage && input.isRequired);
    assert.deepEqual(
      cardActions(card).map(({ title, data }) => [title, data]),
      [
        ['Link', { link: { action: 'link' } }],
        ['Cancel', { link: { action: 'cancel' } }],
      ],
    );
  });

  it('shows names as text, not as Markdown', () => {
    const hostile = '**bold** [x](https://evil.test)';
    for (const message of [
      linkCard(hostile, { groups: [named(hostile)], mode: 'auto' }),
      linkOutcomeCard(hostile),
    ]) {
      assert.doesNotMatch(JSON.stringify(message), /"type":"TextBlock","text":"\*\*bold/);
      assert.match(JSON.stringify(message), /"type":"TextRun","text":"\*\*bold/);
    }
  });

  it('tells groups of the same name apart, and stays light with many', () => {
    const twins = [named('North', 'aaaaaaaa-1'), named('North', 'bbbbbbbb-2'), named('South')];
    const [group] = cardInputs(cardOf(plain(linkCard('', { groups: twins, mode: 'ask' }))));
    assert.deepEqual(group?.type === 'Input.ChoiceSet' && group.choices.map(({ title }) => title), [
      'North (aaaaaaaa)',
      'North (bbbbbbbb)',
      'South',
    ]);
    const many = Array.from({ length: 5_000 }, (_, index) => named(`${'Gate '.repeat(60)}${index}`));
    const message = plain(linkCard('Which?', { groups: many, mode: 'ask' }));
    assert.ok(Buffer.byteLength(JSON.stringify(message)) < 28_000);
    assert.match(cardTexts(cardOf(message)).join('\n'), /^Only \d+ of 5000 groups are listed.*send \/link/m);
  });
});
