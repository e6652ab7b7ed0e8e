import assert from 'node:assert/strict';
import { KaizalaNoAnswerError } from '../../../services/kaizala/errors.ts';
import { failureOf, Setting } from './setting.ts';

const ACTIONS = 'GET /v1/groups/group%401/actions';

describe('listGroups', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
  });
  afterEach(() => setting.stop());

  it('asks for all groups with their details', async () => {
    setting.server.script('GET /v1/groups', { body: { groups: [] } });
    assert.deepEqual(await setting.client().listGroups(), []);
    assert.equal(setting.server.requests.at(-1)?.target, '/v1/groups?fetchAllGroups=true&showDetails=true');
  });

  it('gives the groups that it understands, and the id where a name is missing', async () => {
    const groups = [
      { groupId: 'one@1', groupName: 'One', groupType: 'Group', userCount: 3 },
      { groupId: 'two', groupName: null },
      { groupId: 'three', groupName: ' ' },
      { groupName: 'No id' },
      'no group',
      null,
    ];
    setting.server.script('GET /v1/groups', { body: { groups } });
    assert.deepEqual(await setting.client().listGroups(), [
      { id: 'one@1', name: 'One' },
      { id: 'two', name: 'two' },
      { id: 'three', name: 'three' },
    ]);
  });

  it('takes an answer without groups for none', async () => {
    setting.server.script('GET /v1/groups', { body: { message: 'hello' } });
    const error = await failureOf(setting.client().listGroups());
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.equal(error.mayHaveTakenEffect, false);
  });
});

describe('listActions', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(ACTIONS, { body: { actions: [], hasMore: false } });
  });
  afterEach(() => setting.stop());

  const since = new Date('2026-03-01T12:00:00.900Z');

  it('asks for whole seconds', async () => {
    await setting.client().listActions('group@1', { actionType: 'Album', since, count: 50 });
    await setting.client().listActions('group@1', { actionType: 'Image', since });
    assert.deepEqual(
      setting.server.requestsTo(ACTIONS).map(({ target }) => target.split('?')[1]),
      ['actionType=Album&fromDate=1772366400&count=50', 'actionType=Image&fromDate=1772366400'],
    );
  });

  it('gives the actions that it understands, with times in seconds or milliseconds', async () => {
    const actions = [
      { referenceId: 'a', actionType: 'Image', sender: '+4917', creationTime: 1772366401, actionBody: {} },
      { referenceId: 'b', actionType: 'Image', creationTime: '1772366401500' },
      { referenceId: 'c', actionType: 'Image', creationTime: 'yesterday', sender: 7 },
      { actionType: 'Image' },
    ];
    setting.server.script(ACTIONS, { body: { actions, hasMore: true } });
    const { answeredAt, ...list } = await setting
      .client()
      .listActions('group@1', { actionType: 'Image', since });
    assert.ok(Math.abs(Date.now() - (answeredAt?.getTime() ?? 0)) < 5_000);
    assert.deepEqual(list, {
      actions: [
        { referenceId: 'a', actionType: 'Image', sender: '+4917', createdAt: new Date(1772366401000) },
        { referenceId: 'b', actionType: 'Image', createdAt: new Date(1772366401500) },
        { referenceId: 'c', actionType: 'Image' },
      ],
      hasMore: true,
    });
  });
});
