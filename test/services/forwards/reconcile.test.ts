import assert from 'node:assert/strict';
import { type Circumstances, decide, type Finding } from '../../../services/forwards/reconcile.ts';
import type { GroupAction } from '../../../services/kaizala/types.ts';

const by = (referenceId: string, sender?: string): GroupAction => ({
  referenceId,
  actionType: 'Image',
  ...(sender && { sender }),
});
const found = (referenceId: string): Finding => ({ kind: 'found', referenceId });
const ABSENT: Finding = { kind: 'absent' };
const UNCLEAR: Finding = { kind: 'unclear' };

describe('what Kaizala’s list says about a lost post', () => {
  type Case = readonly [
    title: string,
    actions: GroupAction[],
    circumstances: Partial<Omit<Circumstances, 'recorded'>> & { recorded?: string[] },
    finding: Finding,
  ];
  const CASES: readonly Case[] = [
    ['an empty list', [], {}, ABSENT],
    ['an empty list that goes on', [], { hasMore: true }, UNCLEAR],
    ['an empty list while another is lost', [], { hasRivals: true }, ABSENT],
    ['one action', [by('a', 'me')], {}, found('a')],
    ['one action without a sender', [by('a')], {}, found('a')],
    ['one action of a list that goes on', [by('a', 'me')], { hasMore: true }, UNCLEAR],
    ['one action while another is lost', [by('a', 'me')], { hasRivals: true }, UNCLEAR],
    ['two actions', [by('a', 'me'), by('b', 'me')], {}, UNCLEAR],
    ['recorded actions alone', [by('a', 'me'), by('b', 'me')], { recorded: ['a', 'b'] }, ABSENT],
    ['recorded actions of a list that goes on', [by('a')], { recorded: ['a'], hasMore: true }, UNCLEAR],
    ['one beside a recorded one', [by('a', 'me'), by('b', 'me')], { recorded: ['a'] }, found('b')],
    ['one from somebody else', [by('a', 'me'), by('b', 'you')], { recorded: ['a'] }, ABSENT],
    ['one without a sender beside a recorded one', [by('a', 'me'), by('b')], { recorded: ['a'] }, found('b')],
    [
      'one of ours and one from somebody else',
      [by('a', 'me'), by('b', 'you'), by('c', 'me')],
      { recorded: ['a'] },
      found('c'),
    ],
    [
      'two of ours beside a recorded one',
      [by('a', 'me'), by('b', 'me'), by('c', 'me')],
      { recorded: ['a'] },
      UNCLEAR,
    ],
    ['one when the recorded one has no sender', [by('a'), by('b', 'you')], { recorded: ['a'] }, found('b')],
  ];
  for (const [title, actions, { recorded = [], ...circumstances }, finding] of CASES) {
    it(`is ${finding.kind} for ${title}`, () => {
      const all = { hasMore: false, hasRivals: false, ...circumstances, recorded: new Set(recorded) };
      assert.deepEqual(decide(actions, all), finding);
    });
  }
});
