import assert from 'node:assert/strict';
import { chooseGroup } from '../../demo/choose-group.ts';

describe('choosing a group on the card', () => {
  const choices = [
    { title: 'Yard North', value: 'g1' },
    { title: 'Yard', value: 'g2' },
    { title: 'Équipe Łódź', value: 'g3' },
  ];

  it('takes the first one when nothing is wished', () => {
    assert.equal(chooseGroup(choices, undefined)?.value, 'g1');
  });

  it('takes the one whose whole name is given, else the only one that the part fits', () => {
    assert.equal(chooseGroup(choices, 'Yard')?.value, 'g2');
    assert.equal(chooseGroup(choices, 'north')?.value, 'g1');
    assert.equal(chooseGroup(choices, 'équipe')?.value, 'g3');
  });

  it('names the groups when the wish fits none, or several', () => {
    assert.throws(() => chooseGroup(choices, 'zzz'), /No group is called "zzz"[\s\S]+Yard North\n {2}Yard\n/);
    assert.throws(() => chooseGroup(choices, 'yard'), /More than one group is called "yard"/);
  });

  it('can meet no wish where the card leaves no choice', () => {
    assert.equal(chooseGroup([], undefined), undefined);
    assert.throws(() => chooseGroup([], 'Yard'), /no choice of a group/);
  });
});
