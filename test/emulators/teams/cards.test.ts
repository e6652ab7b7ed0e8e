import assert from 'node:assert/strict';
import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';

const submit = (title: string) => ({ type: 'Action.Submit', title });

const card = {
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', text: 'Forward 2 files' },
    { type: 'RichTextBlock', inlines: ['plan', { type: 'TextRun', text: '.pdf' }] },
    {
      type: 'Container',
      items: [
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', items: [{ type: 'TextBlock', text: '45 %' }] },
            { type: 'Column', items: [{ type: 'TextBlock', text: 'Uploading' }] },
          ],
        },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
      ],
    },
    { type: 'FactSet', facts: [{ title: 'Group', value: 'Yard' }] },
    { type: 'Input.ChoiceSet', id: 'group', choices: [{ title: 'Yard', value: 'g1' }] },
    { type: 'Input.Text', id: 'caption', label: 'Caption' },
    { type: 'ActionSet', actions: [submit('Forward')] },
  ],
  actions: [
    { type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' },
    { type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', actions: [submit('Cancel')] } },
  ],
};

describe('reading a card', () => {
  it('finds every text that a person sees, in order', () => {
    assert.deepEqual(cardTexts(card), [
      'Forward 2 files',
      'plan.pdf',
      '45 %',
      'Uploading',
      'Group Yard',
      'Caption',
    ]);
  });

  it('finds the inputs', () => {
    assert.deepEqual(
      cardInputs(card).map(({ type, id }) => [type, id]),
      [
        ['Input.ChoiceSet', 'group'],
        ['Input.Text', 'caption'],
      ],
    );
  });

  it('finds the buttons that send something, nested ones too', () => {
    assert.deepEqual(
      cardActions(card).map(({ title }) => title),
      ['Forward', 'Cancel'],
    );
  });

  it('finds nothing where there is no card', () => {
    assert.equal(
      cardOf({ type: 'message', attachments: [{ contentType: 'text/html', content: 'x' }] }),
      undefined,
    );
    assert.deepEqual(cardTexts(undefined), []);
  });
});
