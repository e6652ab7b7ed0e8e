import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupOptions } from '../../../bot/blocks/group-options.ts';
import { suggestions } from '../../../emulators/slack/blocks/options.ts';
import { hostileText } from '../support/hostile-text.ts';

const named = (...names: string[]) => names.map((name, index) => ({ id: `${index}`.repeat(8), name }));
const titles = (...input: Parameters<typeof groupOptions>) =>
  groupOptions(...input).options.map(({ text }) => text.text);

describe('the groups that are suggested', () => {
  it('are those with the words in their name, in any case, and those first that begin so', () => {
    const groups = named('Gate North', 'north', 'South', 'North 2');
    assert.deepEqual(titles('NORTH', groups), ['north', 'North 2', 'Gate North']);
    assert.deepEqual(titles('', groups), ['Gate North', 'north', 'South', 'North 2']);
    assert.deepEqual(titles('west', groups), []);
  });

  it('are told apart if they are called the same, or would look so once they are cut', () => {
    assert.deepEqual(titles('', named('Twins', 'Twins', 'One')), [
      'Twins (00000000)',
      'Twins (11111111)',
      'One',
    ]);
    const long = (middle: string) => `${'n'.repeat(100)}${middle}${'n'.repeat(100)}`;
    assert.equal(new Set(titles('', named(long('a'), long('b')))).size, 2);
  });

  it('are such that Slack takes them, and no id is ever cut', () => {
    const group = fc.record({ id: fc.string({ minLength: 1, maxLength: 200 }), name: hostileText });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 120 }), (groups) => {
        const answer = groupOptions('', groups);
        assert.ok(suggestions.safeParse(answer).success);
        for (const { value } of answer.options) assert.ok(groups.some(({ id }) => id === value));
      }),
      { numRuns: 50 },
    );
  });

  it('are a hundred at most', () => {
    assert.equal(
      groupOptions('', named(...Array.from({ length: 500 }, (_, index) => `G ${index}`))).options.length,
      100,
    );
  });
});
