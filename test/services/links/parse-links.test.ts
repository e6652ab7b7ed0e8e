import assert from 'node:assert/strict';
import { parseLinks } from '../../../services/links/parse-links.ts';

const problemsOf = (text: string) => parseLinks(text, 'links.yaml').problems;

describe('a file of links', () => {
  it('is a list, with ask and Teams unless it says otherwise', () => {
    const text = [
      '# The field',
      '- conversation: 19:ab@thread.tacv2;messageid=1766459963017',
      '  group: Field crew North',
      '- conversation: 19:77aa88bb@thread.v2',
      '  group: "0042"',
      '  mode: auto',
      '- {conversation: "a:1xyz", group: Stores, channel: emulator}',
    ].join('\n');
    assert.deepEqual(parseLinks(text, 'links.yaml'), {
      links: [
        {
          scope: 'msteams|19:ab@thread.tacv2',
          mode: 'ask',
          group: 'Field crew North',
          place: 'links.yaml:3:10',
        },
        { scope: 'msteams|19:77aa88bb@thread.v2', mode: 'auto', group: '0042', place: 'links.yaml:5:10' },
        { scope: 'emulator|a:1xyz', mode: 'ask', group: 'Stores', place: 'links.yaml:7:35' },
      ],
      problems: [],
    });
  });

  it('takes the id of a conversation as it stands in a link of Teams', () => {
    const [link] = parseLinks('- {conversation: 19%3Aab%40thread.tacv2, group: N}', 'links.yaml').links;
    assert.equal(link?.scope, 'msteams|19:ab@thread.tacv2');
    const twice = '- {conversation: 19%3aab%40x, group: N}\n- {conversation: "19:ab@x", group: N}';
    assert.match(problemsOf(twice).join(), /linked already/);
    assert.match(problemsOf('- {conversation: 19%3Aa%20b%40x, group: N}').join(), /must be the id/);
  });

  it('may be JSON, with tabs and a byte order mark, and have the list under `links`', () => {
    const text = '\uFEFF{\n\t"links": [\n\t\t{ "conversation": "19:a@thread.v2", "group": "N" }\n\t]\n}\n';
    assert.deepEqual(parseLinks(text, 'l.json').links, [
      { scope: 'msteams|19:a@thread.v2', mode: 'ask', group: 'N', place: 'l.json:3:48' },
    ]);
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['only a comment', '# later\n'],
    ['an empty list', '[]'],
    ['an empty list under its key', 'links: []'],
  ] as const) {
    it(`has no links with ${what}`, () => {
      assert.deepEqual(parseLinks(text, 'l'), { links: [], problems: [] });
    });
  }

  it('may use anchors', () => {
    const text =
      '- &a { conversation: a:1, group: N }\n- conversation: a:2\n  group: &g S\n- { conversation: a:3, group: *g }';
    assert.deepEqual(
      parseLinks(text, 'l').links.map(({ group }) => group),
      ['N', 'S', 'S'],
    );
  });

  it('tells every mistake at once, each with its line and column', () => {
    const text = [
      'links:',
      '  - conversation: 19:a@thread.tacv2',
      '    grup: North',
      '  - conversation: 19:b@thread.tacv2',
      '    group: 17',
      '    mode: sometimes',
      '  - conversation: 19:a@thread.tacv2;messageid=3',
      '    group: North',
      '  - North',
      '  - conversation: https://teams.microsoft.com/l/channel/19%3Aa',
      '    group: ""',
      '  - group: North',
      '    channel: "ms teams"',
      '  -',
    ].join('\n');
    assert.deepEqual(problemsOf(text), [
      'links.yaml:2:5: group is missing',
      'links.yaml:3:5: grup is no key that is known here',
      'links.yaml:5:12: group must be text. Put it in quotes',
      'links.yaml:6:11: mode must be ask or auto',
      'links.yaml:7:19: this conversation is linked already, in links.yaml:2:19',
      'links.yaml:9:5: must be an entry with conversation and group',
      'links.yaml:10:19: conversation must be the id of a conversation, such as 19:…@thread.tacv2, and no address or name',
      'links.yaml:11:12: group must not be empty',
      'links.yaml:12:5: conversation is missing',
      'links.yaml:13:14: channel must be the name of a channel, such as msteams',
      'links.yaml:14:4: must be an entry with conversation and group',
    ]);
  });

  for (const [what, text, problem] of [
    ['a word', 'North', 'l:1:1: must be a list of links, or have one under the key “links”'],
    ['other keys', 'a: 1\nlinks: []', 'l:1:1: a is no key that is known here'],
    [
      'a list that is none',
      'links: North',
      'l:1:8: links must be a list of entries with conversation and group',
    ],
    ['a key twice', '- group: N\n  group: S', 'l:2:3: Map keys must be unique'],
    ['a broken text', '- group: [N', 'l:1:12: '],
    ['a tag', '- group: !secret N', 'l:1:10: Unresolved tag: !secret'],
    ['an alias of nothing', '- *b', 'l:1:1: Unresolved alias'],
    ['two documents', '- a\n---\n- b', 'l:2:1: Source contains multiple documents'],
  ] as const) {
    it(`is refused with ${what}`, () => {
      const { problems } = parseLinks(text, 'l');
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.ok(problems[0]?.startsWith(problem), problems[0]);
    });
  }

  it('is refused rather than unfolded without end', () => {
    const bomb = ['- &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++) bomb.push(`- &a${level} [${`*a${level - 1}, `.repeat(9)}]`);
    assert.match(problemsOf(bomb.join('\n')).join(), /Excessive alias count/);
  });
});
