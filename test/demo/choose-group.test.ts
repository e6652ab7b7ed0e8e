import assert from 'node:assert/strict';
import { chooseGroup } from '../../demo/choose-group.ts';

describe('choosing a group on the card', () => {
  const choices = [
    { title: 'Yard North', value: 'g1' },
    { title: 'Yard', value: 'g2' },
    { title: 'Équipe Łódź', value: 'g3' },
  ];
  const card = { type: 'AdaptiveCard', body: [{ type: 'Input.ChoiceSet', id: 'group', choices }] };

  it('takes the first one when nothing is wished', () => {
    assert.equal(chooseGroup(card, undefined)?.value, 'g1');
  });

  it('takes the one whose whole name is given, else the only one that the part fits', () => {
    assert.equal(chooseGroup(card, 'Yard')?.value, 'g2');
    assert.equal(chooseGroup(card, 'north')?.value, 'g1');
    assert.equal(chooseGroup(card, 'équipe')?.value, 'g3');
  });

  it('names the groups when the wish fits none, or several', () => {
    assert.throws(() => chooseGroup(card, 'zzz'), /No group is called "zzz"[\s\S]+Yard North\n {2}Yard\n/);
    assert.throws(() => chooseGroup(card, 'yard'), /More than one group is called "yard"/);
  });

  it('can meet no wish where the card leaves no choice', () => {
    const fixed = { type: 'AdaptiveCard', body: [] };
    assert.equal(chooseGroup(fixed, undefined), undefined);
    assert.throws(() => chooseGroup(fixed, 'Yard'), /no choice of a group/);
  });
});
