import assert from 'node:assert/strict';
import { comparePosts } from '../../demo/compare-posts.ts';

describe('setting what was shared against what Kaizala holds', () => {
  const file = (name: string, sha256: string) => ({ name, size: 1, sha256 });
  const post = (...files: ReturnType<typeof file>[]) => ({
    referenceId: 'r',
    groupId: 'g',
    groupName: 'G',
    actionType: 'Image',
    caption: '',
    files,
  });

  it('misses nothing when all bytes are there', () => {
    const { posts, missing } = comparePosts(
      [file('a', '1'), file('b', '2')],
      [post(file('a', '1'), file('b', '2'))],
    );
    assert.deepEqual(missing, []);
    assert.deepEqual(
      posts[0]?.files.map(({ sharedSha256 }) => sharedSha256),
      ['1', '2'],
    );
  });

  it('counts each shared file once, even among equal ones', () => {
    const { missing } = comparePosts([file('a', '1'), file('a', '1')], [post(file('a', '1'))]);
    assert.equal(missing.length, 1);
  });

  it('shows other bytes under the same name, and misses the right ones', () => {
    const { posts, missing } = comparePosts([file('a', '1')], [post(file('a', '9'))]);
    assert.equal(posts[0]?.files[0]?.sharedSha256, '1');
    assert.deepEqual(missing, [file('a', '1')]);
  });

  it('finds a file that nobody shared', () => {
    const { posts } = comparePosts([], [post(file('a', '1'))]);
    assert.equal(posts[0]?.files[0]?.sharedSha256, undefined);
  });
});
