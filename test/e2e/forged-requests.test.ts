import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { waitForText } from '../support/chat.ts';
import { type Forger, forgers } from '../support/forged-tokens.ts';
import { createWorld, type World } from '../support/world.ts';

const APP_ID = '99998888-7777-4666-8555-444433332222';
const TENANT = '0f0f0f0f-1111-4111-8111-0f0f0f0f0f0f';

/** Each way for a bot to sign in that the SDK has, as the settings spell it. */
const TYPES = [
  { type: 'SingleTenant', secret: 'MARKED-secret', environment: {} },
  { type: 'MultiTenant', secret: 'MARKED-secret', environment: { MicrosoftAppTenantId: undefined } },
  { type: 'UserAssignedMSI', secret: '', environment: { MicrosoftAppPassword: undefined } },
] as const;

for (const { type, secret, environment } of TYPES) {
  describe(`forged requests to a ${type} bot`, () => {
    const authentication = { appId: APP_ID, secret };
    let world: World;
    let help: object;
    before(async () => {
      world = await createWorld({
        authentication,
        environment: { ...environment, MicrosoftAppType: type },
      });
      help = (await world.user.says('/help')).activity;
    });
    after(() => world.close());

    const post = async (changes: object, authorization: string | undefined) => {
      const answer = await fetch(String(world.user.endpoint), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== undefined && { authorization }),
        },
        body: JSON.stringify({ ...help, id: randomUUID(), ...changes }),
      });
      return { status: answer.status, body: await answer.text() };
    };
    const refuses = async ({ authorization, changes = {} }: Pick<Forger, 'authorization' | 'changes'>) => {
      const header = await authorization();
      const before = callsOf(world);
      const { status, body } = await post(changes, header);
      assert.ok(status === 401 || status === 403, `${status} ${body}`);
      assert.match(body, /"code":"(Unauthorized|OtherTenant)"/);
      // What a handler says leaves before the request is answered.
      assert.equal(callsOf(world), before);
    };

    it('are told from real ones', async () => {
      const before = callsOf(world);
      const { status } = await post({}, `Bearer ${await world.teams.issuer.sign()}`);
      assert.equal(status, 200);
      assert.equal(callsOf(world), before + 1);
    });

    // The titles alone are read here, before there is a Teams to forge.
    for (const [index, title] of titles().entries()) {
      it(`are refused: ${title}`, async () => {
        const forger = forgers(world.teams, authentication)[index];
        assert.ok(forger);
        await refuses(forger);
      });
    }

    if (type !== 'MultiTenant') {
      for (const [title, changes] of [
        ['its conversation', { conversation: { id: 'a:other', tenantId: TENANT } }],
        ['its channel data', { channelData: { tenant: { id: TENANT } } }],
      ] as const) {
        it(`are refused: the right token for another tenant, by ${title}`, () =>
          refuses({ authorization: async () => `Bearer ${await world.teams.issuer.sign()}`, changes }));
      }

      it('are refused: the right token without a tenant', () =>
        refuses({
          authorization: async () => `Bearer ${await world.teams.issuer.sign()}`,
          changes: { conversation: { id: 'a:other' }, channelData: {} },
        }));
    }

    it('leave honest people alone', async () => {
      await world.user.says('/help');
      await waitForText(world.user.conversation, /\/groups/);
      assert.equal(world.bot.hasEnded, false);
    });
  });
}

describe('a token for activities', () => {
  const authentication = { appId: APP_ID, secret: 'MARKED-secret' };
  let world: World;
  before(async () => {
    world = await createWorld({
      authentication,
      environment: {
        SLACK_SIGNING_SECRET: 'signing-secret',
        SLACK_BOT_TOKEN: 'xoxb-1-token',
        SLACK_API_URL: 'http://127.0.0.1:9/api',
      },
    });
  });
  after(() => world.close());

  for (const path of ['/slack/events', '/slack/commands', '/slack/interactive']) {
    it(`opens nothing at ${path}`, async () => {
      const { activity } = await world.user.says('/help');
      const answer = await fetch(new URL(path, String(world.user.endpoint)), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await world.teams.issuer.sign()}`,
        },
        body: JSON.stringify(activity),
      });
      assert.equal(answer.status, 401);
    });
  }
});

describe('a MultiTenant bot for some tenants', () => {
  let world: World;
  const authentication = { appId: APP_ID, secret: 'MARKED-secret' };
  before(async () => {
    world = await createWorld({
      authentication,
      environment: {
        MicrosoftAppType: 'MultiTenant',
        MicrosoftAppTenantId: undefined,
        ALLOWED_TENANTS: `${TENANT.toUpperCase()}, 1a1a1a1a-1111-4111-8111-1a1a1a1a1a1a`,
      },
    });
  });
  after(() => world.close());

  const statusOf = async (changes: object) => {
    const { activity } = await world.user.says('/help');
    const answer = await fetch(String(world.user.endpoint), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await world.teams.issuer.sign()}`,
      },
      body: JSON.stringify({ ...activity, id: randomUUID(), ...changes }),
    });
    return answer.status;
  };

  it('listens to their people', async () => {
    const { id } = world.user.conversation;
    const status = await statusOf({
      conversation: { id, tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    });
    assert.equal(status, 200);
  });

  it('does not listen to others', async () => {
    const before = callsOf(world);
    assert.equal(await statusOf({}), 403);
    assert.equal(callsOf(world), before);
    assert.match(world.bot.output, /ALLOWED_TENANTS/);
  });
});

function titles(): string[] {
  // Nothing is forged until one of them is asked for its header.
  const nowhere = { issuerRoot: '', serviceUrl: '', issuer: {} } as unknown as World['teams'];
  return forgers(nowhere, { appId: APP_ID }).map(({ title }) => title);
}

function callsOf({ teams }: World): number {
  return teams.requests.filter(({ to }) => to === 'connector').length;
}
