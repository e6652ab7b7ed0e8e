import type { Person } from '../workspace/person.ts';
import type { Scene } from './scene.ts';

/** What every interaction of somebody holds. */
export function interaction(type: string, person: Person, { workspace, triggers }: Scene) {
  const { team, bot } = workspace;
  return {
    type,
    user: { id: person.id, username: person.account, name: person.account, team_id: person.team.id },
    api_app_id: bot.appId,
    token: 'verification-token',
    trigger_id: triggers.issue(person.id),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}
