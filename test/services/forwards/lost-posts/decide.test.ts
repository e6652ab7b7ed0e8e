import assert from 'node:assert/strict';
import {
  decide,
  type Evidence,
  type Finding,
  type LostPost,
} from '../../../../services/forwards/lost-posts/decide.ts';
import type { SeenAction } from '../../../../services/forwards/types.ts';
import type { GroupAction } from '../../../../services/kaizala/types.ts';

const HOST = 'https://media.example.com';
const by = (referenceId: string, sender?: string, second = 0): GroupAction => ({
  referenceId,
  actionType: 'Image',
  mediaUrl: `${HOST}/${referenceId}?sig=1`,
  createdAt: new Date(1_000_000 + second * 1000),
  ...(sender && { sender }),
});
/** A resource that names the media of that action, as Kaizala's do. */
const resourceOf = (referenceId: string) =>
  Buffer.from(`{"Files":[{"Url":"${HOST.replaceAll('/', '\\/')}\\/${referenceId}"}]}`).toString('base64');
const lost: LostPost = {
  id: 'lost',
  mediaResource: 'opaque',
  postingSince: new Date(5_000),
  isUnderWay: false,
};
const rival = (changes: Partial<LostPost> = {}): LostPost => ({ ...lost, id: 'rival', ...changes });
const found = (referenceId: string): Finding => ({ kind: 'found', referenceId, isAssumed: false });
const assumed = (referenceId: string): Finding => ({ kind: 'found', referenceId, isAssumed: true });
const ABSENT: Finding = { kind: 'absent' };
const UNCLEAR: Finding = { kind: 'unclear' };
const BUSY: Finding = { kind: 'busy' };

describe('what Kaizala’s list says about a lost post', () => {
  type Circumstances = Partial<Omit<Evidence, 'history' | 'recorded'>> & {
    readonly recorded?: string[];
    readonly seenBefore?: SeenAction[];
    readonly hasMore?: boolean;
    readonly resource?: string;
  };
  type Case = readonly [
    title: string,
    actions: GroupAction[],
    circumstances: Circumstances,
    finding: Finding,
  ];
  const me = { own: { sender: 'me', canProve: false } };
  const CASES: readonly Case[] = [
    ['an empty list', [], {}, ABSENT],
    ['an empty list that goes on', [], { hasMore: true }, UNCLEAR],
    ['an empty list while another is under way', [], { rivals: [rival({ isUnderWay: true })] }, ABSENT],
    ['one action while nobody knows our sender', [by('a', 'x')], {}, UNCLEAR],
    ['one action without a sender beside a sender of ours', [by('a')], me, UNCLEAR],
    [
      'the first newcomer to a group that was looked at before',
      [by('a', 'x')],
      { seenBefore: [] },
      assumed('a'),
    ],
    ['two newcomers', [by('a', 'x'), by('b', 'y')], { seenBefore: [] }, UNCLEAR],
    ['what was there before', [by('a', 'x')], { seenBefore: [{ referenceId: 'a', sender: 'x' }] }, ABSENT],
    [
      'one more of somebody who had posted before',
      [by('b', 'x'), by('a', 'x')],
      { seenBefore: [{ referenceId: 'a', sender: 'x' }] },
      UNCLEAR,
    ],
    [
      'a newcomer among those who had posted before',
      [by('c', 'x'), by('b', 'y'), by('a', 'x')],
      { seenBefore: [{ referenceId: 'a', sender: 'x' }] },
      assumed('b'),
    ],
    [
      'a newcomer while another first post is lost',
      [by('a', 'x')],
      { seenBefore: [], rivals: [rival()] },
      UNCLEAR,
    ],
    [
      'one of ours that is older than the attempt by a clock that is known',
      [by('a', 'me', 0)],
      { own: { sender: 'me', canProve: false, aheadMs: 1_020_000 } },
      ABSENT,
    ],
    [
      'one of ours that is as old as the attempt by a clock that is known',
      [by('a', 'me', 0)],
      { own: { sender: 'me', canProve: false, aheadMs: 1_000_000 } },
      found('a'),
    ],
    ['one action of a list that goes on', [by('a', 'me')], { ...me, hasMore: true }, UNCLEAR],
    [
      'actions that belong to others',
      [by('a', 'me'), by('b', 'me')],
      { ...me, recorded: ['a', 'b'] },
      ABSENT,
    ],
    ['others’ actions of a list that goes on', [by('a')], { recorded: ['a'], hasMore: true }, UNCLEAR],
    ['one that somebody else posted', [by('a', 'you')], me, ABSENT],
    ['one of ours and some of other people', [by('a', 'you'), by('b', 'me'), by('c', 'you')], me, found('b')],
    ['two of ours where there should be one', [by('a', 'me'), by('b', 'me')], me, UNCLEAR],
    ['one of ours while another post is lost', [by('a', 'me')], { ...me, rivals: [rival()] }, UNCLEAR],
    [
      'one of ours while another post is under way',
      [by('a', 'me')],
      { ...me, rivals: [rival({ isUnderWay: true })] },
      BUSY,
    ],
    [
      'as many of ours as are lost, of which this is the later',
      [by('b', 'me', 2), by('a', 'me', 1)],
      { ...me, rivals: [rival({ postingSince: new Date(4_000) })] },
      found('b'),
    ],
    [
      'as many of ours as are lost, of which this is the earlier',
      [by('b', 'me', 1), by('a', 'me', 1)],
      { ...me, rivals: [rival({ postingSince: new Date(6_000) })] },
      found('a'),
    ],
    [
      'one whose media the resource names',
      [by('a', 'me'), by('b', 'me'), by('c', 'you')],
      { resource: resourceOf('b'), rivals: [rival({ isUnderWay: true })] },
      found('b'),
    ],
    [
      'one whose media the resource names, in a list that goes on',
      [by('a', 'me')],
      { resource: resourceOf('a'), hasMore: true },
      found('a'),
    ],
    [
      'one whose media another lost post names',
      [by('a', 'me')],
      { ...me, rivals: [rival({ mediaResource: resourceOf('a') })] },
      ABSENT,
    ],
    [
      'one of ours whose media the resource would name',
      [by('a', 'me')],
      { own: { sender: 'me', canProve: true } },
      ABSENT,
    ],
    [
      'one of ours whose media nobody tells, though the resource would name it',
      [{ referenceId: 'a', actionType: 'Image', sender: 'me' }],
      { own: { sender: 'me', canProve: true } },
      found('a'),
    ],
    [
      'one beside that of another lost post',
      [by('a', 'me'), by('b', 'me')],
      { ...me, rivals: [rival({ mediaResource: resourceOf('a'), isUnderWay: true })] },
      found('b'),
    ],
  ];
  for (const [
    title,
    actions,
    { recorded = [], hasMore = false, resource, seenBefore, ...rest },
    finding,
  ] of CASES) {
    it(`is ${finding.kind} for ${title}`, () => {
      const evidence: Evidence = {
        own: { canProve: false },
        rivals: [],
        ...rest,
        history: { actions, hasMore },
        recorded: new Set(recorded),
      };
      const post = {
        ...lost,
        ...(resource && { mediaResource: resource }),
        ...(seenBefore && { seenBefore }),
      };
      assert.deepEqual(decide(post, evidence), finding);
    });
  }
});
