import assert from 'node:assert/strict';
import { planPosts } from '../../../../services/forwards/messages/plan-posts.ts';

describe('planPosts', () => {
  it('makes no post of no files', () => {
    assert.deepEqual(planPosts([], 20), []);
  });

  it('makes one post of all pictures, at the place of the first', () => {
    assert.deepEqual(planPosts(['document', 'image', 'video', 'image', 'image'], 20), [
      { kind: 'document', files: [0] },
      { kind: 'image', files: [1, 3, 4] },
      { kind: 'video', files: [2] },
    ]);
  });

  it('makes a post of its own of every other file, also of the same kind', () => {
    assert.deepEqual(planPosts(['document', 'document', 'audio', 'video', 'video'], 20), [
      { kind: 'document', files: [0] },
      { kind: 'document', files: [1] },
      { kind: 'audio', files: [2] },
      { kind: 'video', files: [3] },
      { kind: 'video', files: [4] },
    ]);
  });

  for (const [pictures, most, sizes] of [
    [20, 20, [20]],
    [21, 20, [11, 10]],
    [7, 3, [3, 2, 2]],
    [3, 1, [1, 1, 1]],
  ] as const) {
    it(`makes posts of ${sizes.join(', ')} of ${pictures} pictures where an album may have ${most}`, () => {
      const posts = planPosts(Array(pictures).fill('image'), most);
      assert.deepEqual(
        posts.map(({ files }) => files.length),
        sizes,
      );
      assert.deepEqual(
        posts.flatMap(({ files }) => files),
        Array.from({ length: pictures }, (_, index) => index),
      );
    });
  }

  it('leaves out files that are refused, without shifting the others', () => {
    assert.deepEqual(planPosts([undefined, 'image', undefined, 'image', 'audio'], 20), [
      { kind: 'image', files: [1, 3] },
      { kind: 'audio', files: [4] },
    ]);
    assert.deepEqual(planPosts([undefined], 20), []);
  });
});
