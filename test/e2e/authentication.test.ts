import assert from 'node:assert/strict';
import { waitForQuestion, waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const APP_ID = '99998888-7777-4666-8555-444433332222';
const SECRET = 'MARKED-secret';

describe('a bot with credentials', () => {
  let world: World;
  before(async () => {
    world = await createWorld({ authentication: { appId: APP_ID, secret: SECRET } });
  });
  after(() => world.close());

  it('believes what Teams has signed, and proves itself in return', async () => {
    const { user, teams, kaizala } = world;
    const file = await teams.serveFile({ kind: 'generated', size: 5_000 }, { name: 'plan.pdf' });
    assert.equal((await user.shares([file])).status, 200);
    const question = await waitForQuestion(user.conversation, 'plan.pdf');
    const group = kaizala.groups[0]?.groupId ?? '';
    await user.submits(question.activity, 'Forward', { caption: 'signed', group });
    await waitForText(user.conversation, /Posted to/);
    const calls = teams.requests.filter(({ to }) => to === 'connector');
    assert.ok(calls.length > 0);
    assert.ok(calls.every(({ authorization }) => authorization?.startsWith('Bearer ')));
    // The token for Teams went to nobody else.
    const tokens = new Set(calls.map(({ authorization }) => authorization));
    assert.ok(
      teams.requests.every(({ to, authorization }) => to === 'connector' || !tokens.has(authorization)),
    );
  });

  describe('that is told something', () => {
    /** How it answers to the same words with this signature, or with none. */
    const answerTo = async (claims: Parameters<World['teams']['issuer']['sign']>[0] | undefined) => {
      const { user, teams } = world;
      const { activity } = await user.says('/help');
      const headers = claims && { authorization: `Bearer ${await teams.issuer.sign(claims)}` };
      const answer = await fetch(String(user.endpoint), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(activity),
      });
      return answer.status;
    };

    it('believes it if Teams has signed it', async () => {
      assert.equal(await answerTo({}), 200);
    });

    for (const [title, claims] of [
      ['nobody has signed it', undefined],
      ['it is signed for another bot', { aud: '00000000-0000-4000-8000-000000000000' }],
      ['it is signed by another issuer', { iss: 'https://issuer.invalid' }],
      ['it is signed for another service url', { serviceurl: 'https://smba.invalid/' }],
      ['it was signed long ago', { exp: 1_700_000_000, nbf: 1_699_990_000 }],
    ] as const) {
      it(`does not believe it if ${title}`, async () => {
        assert.equal(await answerTo(claims), 401);
      });
    }
  });

  it('logs neither its secret nor a token', () => {
    assert.match(world.bot.output, /listening|url/);
    assert.doesNotMatch(world.bot.output, /MARKED|Bearer|eyJ/);
  });
});
