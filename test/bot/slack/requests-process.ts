import restify from 'restify';
import { createLogger } from '../../../bot/logger.ts';
import type { SlackIntake } from '../../../bot/slack/slack-intake.ts';
import { SlackRequests } from '../../../bot/slack/slack-requests.ts';
import { mountSlack } from '../../../bot/slack/slack-routes.ts';

// A process of its own, since restify changes how all servers of its process answer. Each message begins anew.

let taken: object[] = [];
let answer: object | undefined;
let isFailing = false;
let server: restify.Server | undefined;

const take = async (what: object): Promise<object | undefined> => {
  taken.push(what);
  return answer;
};
const intake: SlackIntake = {
  event: async (envelope) => {
    if (isFailing) throw new Error('The disk is full.');
    await take(envelope);
  },
  command: take,
  interaction: take,
};

process.on('message', ({ signingSecret }: { signingSecret: string }) => {
  server?.close();
  server?.server.closeAllConnections();
  taken = [];
  answer = undefined;
  isFailing = false;
  const fresh = restify.createServer();
  server = fresh;
  mountSlack(fresh, new SlackRequests({ intake, signingSecret, log: createLogger('silent') }));
  fresh.get('/taken', (_request, response, next) => {
    response.send(200, taken);
    next();
  });
  fresh.put('/how', ...restify.plugins.bodyParser({ mapParams: false }), (request, response, next) => {
    answer = request.body.answer;
    isFailing = request.body.isFailing === true;
    response.send(204);
    next();
  });
  fresh.listen(0, '127.0.0.1', () => {
    const address = fresh.server.address();
    process.send?.(typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '');
  });
});
