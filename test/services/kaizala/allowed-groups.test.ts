import assert from 'node:assert/strict';
import {
  AllowedGroups,
  ForbiddenGroupError,
  withinGroups,
} from '../../../services/kaizala/allowed-groups.ts';
import type { KaizalaClient } from '../../../services/kaizala/types.ts';

describe('a client within the allowed groups', () => {
  const uploaded: (string | undefined)[] = [];
  const posted: string[] = [];
  const client: KaizalaClient = {
    uploadMedia: async (_, options) => {
      uploaded.push(options?.groupId);
      return 'media';
    },
    listActions: async () => ({ actions: [], hasMore: false }),
    listGroups: async () => [
      { id: 'a', name: 'Alike' },
      { id: 'b', name: 'Alike' },
    ],
    postAction: async (groupId) => {
      posted.push(groupId);
      return 'ref';
    },
  };
  const action = { actionType: 'Image', mediaResource: 'media' } as const;
  beforeEach(() => {
    uploaded.splice(0);
    posted.splice(0);
  });

  it('lists those alone, by their ids', async () => {
    const groups = await withinGroups(client, new AllowedGroups(['b', 'unknown'])).listGroups();
    assert.deepEqual(
      groups.map(({ id }) => id),
      ['b'],
    );
  });

  it('posts to no other, whoever asks for it', async () => {
    const within = withinGroups(client, new AllowedGroups(['b']));
    let isSending = false;
    const onSending = async () => {
      isSending = true;
    };
    await assert.rejects(within.postAction('a', action, { onSending }), ForbiddenGroupError);
    assert.equal(isSending, false);
    assert.equal(await within.postAction('b', action), 'ref');
    assert.deepEqual(posted, ['b']);
  });

  it('uploads nothing for another', async () => {
    const within = withinGroups(client, new AllowedGroups(['b']));
    await assert.rejects(within.uploadMedia([], { groupId: 'a' }), ForbiddenGroupError);
    assert.equal(await within.uploadMedia([], { groupId: 'b' }), 'media');
    assert.deepEqual(uploaded, ['b']);
  });

  it('knows all groups if none are named', async () => {
    const within = withinGroups(client, new AllowedGroups([]));
    assert.equal((await within.listGroups()).length, 2);
    await within.postAction('a', action);
    assert.deepEqual(posted, ['a']);
  });
});
