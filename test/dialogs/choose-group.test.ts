import assert from 'node:assert/strict';
import { chooseGroup } from '../../dialogs/choose-group.ts';

const GROUPS = [
  'Field crew North',
  'Field crew South',
  'Delivery drivers, region 7',
  'Équipe <Lille>',
  '2',
].map((name) => ({ id: name.toUpperCase(), name }));

describe('chooseGroup', () => {
  for (const [text, name] of [
    ['1', 'Field crew North'],
    [' 3 ', 'Delivery drivers, region 7'],
    ['field CREW  south', 'Field crew South'],
    ['south', 'Field crew South'],
    ['région'.replace('é', 'e'), 'Delivery drivers, region 7'],
    ['ÉQUIPE', 'Équipe <Lille>'],
    ['2', 'Field crew South'],
  ] as const) {
    it(`takes “${text}” for ${name}`, () => {
      const choice = chooseGroup(text, GROUPS);
      assert.equal(choice.kind === 'chosen' && choice.group.name, name);
    });
  }

  it('does not guess between several', () => {
    const choice = chooseGroup('field crew', GROUPS);
    assert.deepEqual(choice.kind === 'ambiguous' && choice.candidates.map(({ name }) => name), [
      'Field crew North',
      'Field crew South',
    ]);
  });

  for (const text of ['', '0', '6', '1 of 2', 'thanks, see the region map', 'warehouse']) {
    it(`takes “${text}” for none`, () => assert.equal(chooseGroup(text, GROUPS).kind, 'unknown'));
  }
});
