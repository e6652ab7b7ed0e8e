import assert from 'node:assert/strict';
import { planPosts } from '../../../services/forwards/plan-posts.ts';

describe('planPosts', () => {
  it('makes no post of no files', () => {
    assert.deepEqual(planPosts([]), []);
  });

  it('makes one post of all pictures, at the place of the first', () => {
    assert.deepEqual(planPosts(['document', 'image', 'video', 'image', 'image']), [
      { kind: 'document', files: [0] },
      { kind: 'image', files: [1, 3, 4] },
      { kind: 'video', files: [2] },
    ]);
  });

  it('makes a post of its own of every other file, also of the same kind', () => {
    assert.deepEqual(planPosts(['document', 'document', 'audio', 'video', 'video']), [
      { kind: 'document', files: [0] },
      { kind: 'document', files: [1] },
      { kind: 'audio', files: [2] },
      { kind: 'video', files: [3] },
      { kind: 'video', files: [4] },
    ]);
  });

  it('leaves out files that are refused, without shifting the others', () => {
    assert.deepEqual(planPosts([undefined, 'image', undefined, 'image', 'audio']), [
      { kind: 'image', files: [1, 3] },
      { kind: 'audio', files: [4] },
    ]);
    assert.deepEqual(planPosts([undefined]), []);
  });
});
