import { newId } from '../new-id.ts';
import type { Team } from './team.ts';

export interface PersonOptions {
  /** The real name. */
  readonly name: string;
  /** What people are shown instead of the real name; empty for most. */
  readonly displayName?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  /** A guest of one or of several channels. */
  readonly isGuest?: boolean;
  /** Somebody of another organisation, who is met in shared channels only. */
  readonly team?: Team;
}

/** Somebody with an account. */
export interface Person extends Required<PersonOptions> {
  readonly id: string;
  /** The name of the account, in lower case. */
  readonly account: string;
}

/** Somebody new. */
export function createPerson(options: PersonOptions, team: Team): Person {
  const [first = ''] = options.name.toLowerCase().split(' ');
  return {
    displayName: '',
    isAdmin: false,
    isOwner: false,
    isGuest: false,
    team,
    ...options,
    id: newId('U'),
    account: first.replaceAll(/[^\p{L}\d]/gu, '') || 'someone',
  };
}

/** Somebody as `users.info` tells of them. */
export function personJson({ id, name, displayName, team, account, ...roles }: Person, asker: Team) {
  const isStranger = team.id !== asker.id;
  return {
    id,
    team_id: team.id,
    name: account,
    deleted: false,
    real_name: name,
    profile: {
      real_name: name,
      display_name: displayName,
      real_name_normalized: name,
      display_name_normalized: displayName,
      team: team.id,
    },
    is_admin: roles.isAdmin,
    is_owner: roles.isOwner,
    is_primary_owner: false,
    is_restricted: roles.isGuest,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    ...(isStranger && { is_stranger: true }),
    updated: 1_766_400_000,
  };
}
