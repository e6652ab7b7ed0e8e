import assert from 'node:assert/strict';
import { graphBase, graphScope } from '../../../services/teams/graph-address.ts';

describe('the address of Graph', () => {
  for (const [root, base] of [
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/v1.0'],
    ['https://graph.microsoft.com/', 'https://graph.microsoft.com/v1.0'],
    ['https://graph.microsoft.us/v1.0', 'https://graph.microsoft.us/v1.0'],
    ['https://graph.microsoft.com/beta/', 'https://graph.microsoft.com/beta'],
    ['http://127.0.0.1:4000/graph', 'http://127.0.0.1:4000/graph/v1.0'],
  ] as const) {
    it(`is ${base} for ${root}`, () => {
      assert.equal(graphBase(root), base);
    });
  }

  it('tells the scope of its tokens, which is the public one for a stand-in', () => {
    assert.equal(graphScope('https://graph.microsoft.us/v1.0'), 'https://graph.microsoft.us/.default');
    assert.equal(graphScope('http://127.0.0.1:4000/graph'), 'https://graph.microsoft.com/.default');
  });
});
