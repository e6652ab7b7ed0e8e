import assert from 'node:assert/strict';
import { unknownGroup } from '../../../bot/commands/unknown-group.ts';
import { words } from '../../../bot/words/words.ts';

const named = (...names: string[]) => names.map((name) => ({ id: name, name }));
const many = Array.from({ length: 500 }, (_, index) => `Gate ${index}`);

describe('a group that nobody knows', () => {
  it('is answered with all groups if they are few', () => {
    assert.equal(
      unknownGroup('West', named('North', 'South'), words),
      'I know no Kaizala group called “West”. There are:\n• North\n• South',
    );
  });

  it('is answered with those that share a word if they are many', () => {
    const groups = named(...many, 'Field crew North', 'Store');
    assert.equal(
      unknownGroup('field-crew West', groups, words),
      'I know no Kaizala group called “field-crew West”. These come close:\n• Field crew North',
    );
    assert.match(unknownGroup('West', groups, words), /There are 502; send \/groups with a part/);
    assert.equal(unknownGroup('the gate', groups, words).split('\n').length, 21);
  });

  it('says so if there is none at all', () => {
    assert.match(unknownGroup('West', [], words), /in no group yet/);
  });
});
