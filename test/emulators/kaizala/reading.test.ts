import assert from 'node:assert/strict';
import { assertError } from './support/assert-error.ts';
import { Connector, PHOTO } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';
const ACTIONS = `groups/${encodeURIComponent(CREW)}/actions`;

interface Actions {
  actions: {
    referenceId: string;
    actionType: string;
    sender: string;
    creationTime: number;
    actionBody: { imageUrl: string };
  }[];
  hasMore: boolean;
}

describe('GET /v1/groups', () => {
  it('lists the groups that the token reaches, with details on demand', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const list = async (query: string) => {
        const body = (await (await connector.call(`groups?${query}`)).json()) as { groups: object[] };
        return body.groups;
      };
      const names = emulator.groups.map(({ groupId, groupName }) => ({ groupId, groupName }));
      assert.deepEqual(await list('fetchAllGroups=true'), names);
      assert.ok(names.some(({ groupName }) => /[<&]/.test(groupName) && /[^ -~]/.test(groupName)));
      assert.deepEqual((await list('fetchAllGroups=true&showDetails=true'))[0], {
        groupId: CREW,
        groupName: 'Field crew North',
        groupImageUrl: '',
        groupType: 'Group',
        hasSubGroups: false,
        hasParentGroups: false,
        userCount: 18,
        currentLevelUserCount: 18,
        callerRole: 'Admin',
        isMappedToTenant: true,
      });
      assert.deepEqual(await list('showDetail=true'), await list('showDetails=true'));
    }));

  it('gives one group by its id, and 404 for one out of reach', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const found = await connector.call(`groups/${encodeURIComponent(CREW)}`);
      assert.equal(((await found.json()) as { groupName: string }).groupName, 'Field crew North');
      const hidden = await connector.call(`groups/${emulator.hiddenGroup.groupId}`);
      await assertError(hidden, 404, 'GroupNotFound');
    }));
});

describe('GET /v1/groups/{groupId}/actions', () => {
  it('lists the latest first, in whole seconds, without captions and messages', async () => {
    let time = 1_700_000_000_900;
    await withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        await connector.share(CREW, 'Image', [PHOTO], 'secret caption');
        time += 1000;
        await connector.share(CREW, 'Album', [PHOTO, PHOTO]);
        await connector.post(`groups/${encodeURIComponent(CREW)}/messages`, { message: 'hello' });
        await connector.share(emulator.groups[1]?.groupId ?? '', 'Image', [PHOTO]);
        const { actions, hasMore } = (await (await connector.call(ACTIONS)).json()) as Actions;
        assert.equal(hasMore, false);
        assert.deepEqual(
          actions.map(({ actionType, creationTime }) => [actionType, creationTime]),
          [
            ['Album', 1_700_000_001],
            ['Image', 1_700_000_000],
          ],
        );
        assert.deepEqual(Object.keys(actions[1] ?? {}), [
          'referenceId',
          'actionType',
          'sender',
          'creationTime',
          'actionBody',
        ]);
        assert.deepEqual(Object.keys(actions[1]?.actionBody ?? {}), ['imageUrl']);
        assert.equal(await (await fetch(actions[1]?.actionBody.imageUrl ?? '')).text(), 'photo');
      },
      { now: () => time },
    );
  });

  it('filters by type and date, and counts', async () => {
    let time = 1_700_000_000_000;
    await withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        const image = await connector.uploadedResource([PHOTO]);
        for (let post = 0; post < 31; post += 1) {
          await connector.postAction(CREW, 'Image', image);
          time += 1000;
        }
        await connector.share(CREW, 'Document', [{ name: 'a.pdf', type: 'application/pdf' }]);
        const list = async (query: string) =>
          (await (await connector.call(`${ACTIONS}?${query}`)).json()) as Actions;
        const images = await list('actionType=Image');
        assert.deepEqual([images.actions.length, images.hasMore], [30, true]);
        const all = await list('actionType=Image&count=31');
        assert.deepEqual([all.actions.length, all.hasMore], [31, false]);
        assert.equal((await list('fromDate=1700000029')).actions.length, 3);
        assert.equal((await list('fromDate=1700000030&actionType=Image')).actions.length, 1);
        const one = await list('count=1');
        assert.deepEqual([one.actions[0]?.actionType, one.hasMore], ['Document', true]);
      },
      { now: () => time },
    );
  });

  it('refuses parameters that it cannot read, milliseconds among them', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      for (const query of [
        'actionType=image',
        'fromDate=1700000000000',
        'fromDate=now',
        'count=0',
        'count=1.5',
      ]) {
        await assertError(await connector.call(`${ACTIONS}?${query}`), 400, 'InvalidParameters');
      }
    }));
});
