import { randomBytes, randomUUID } from 'node:crypto';
import type { Member } from '../connector/roster-answer.ts';

/** Somebody in a team or a group chat, as the roster shows them. */
export interface Person extends Member {
  readonly userRole: 'owner' | 'user' | 'guest';
  readonly tenantId: string;
  readonly email: string;
  readonly userPrincipalName: string;
}

/** Somebody to put into a team or a group chat. */
export interface Participant {
  readonly name: string;
  /** `member` if absent. */
  readonly role?: 'owner' | 'member' | 'guest';
}

/** The people of a tenant. Whoever has the same name in several teams and chats is the same person. */
export class People {
  readonly #tenantId: string;
  readonly #ids = new Map<string, Member>();

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  /** The person as a member in this role. */
  find({ name, role = 'member' }: Participant): Person {
    const ids = this.#ids.get(name) ?? {
      id: `29:1${randomBytes(32).toString('base64url')}`,
      name,
      aadObjectId: randomUUID(),
    };
    this.#ids.set(name, ids);
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@contoso.com`;
    const userRole = role === 'member' ? 'user' : role;
    return { ...ids, userRole, tenantId: this.#tenantId, email, userPrincipalName: email };
  }
}
