import type { Middleware } from 'botbuilder';
import type { PassingTokens } from '../../../services/slack/passing-tokens.ts';
import { takeFromAzure } from './azure-activity.ts';
import { isOfAzuresSlack } from './is-slack.ts';

/**
 * Has activities of Azure's Slack channel brought into the one form before anything else sees them, and those
 * end that start nothing. It comes before all other middleware.
 */
export function azureSlack(tokens: PassingTokens): Middleware {
  return {
    async onTurn({ activity }, next) {
      if (!isOfAzuresSlack(activity) || takeFromAzure(activity, tokens)) await next();
    },
  };
}
