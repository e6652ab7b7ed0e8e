import type { GraphMessage } from './graph-message.ts';
import type { MessageRole } from './graph-roles.ts';

/** A channel or a group chat as Graph knows it. */
export class GraphPlace {
  /** `teams/{id}/channels/{id}` or `chats/{id}`. */
  readonly path: string;
  /** The application role that reads messages here without the consent of those who are here. */
  readonly role: MessageRole;
  readonly #hasConsent: () => boolean;
  readonly #messages = new Map<string, GraphMessage>();

  /** `hasConsent` says whether the app has the resource-specific permission to read messages here. */
  constructor(path: string, role: MessageRole, hasConsent: () => boolean) {
    this.path = path;
    this.role = role;
    this.#hasConsent = hasConsent;
  }

  isReadableWith(roles: ReadonlySet<string>): boolean {
    return this.#hasConsent() || roles.has(this.role);
  }

  keep(message: GraphMessage): void {
    this.#messages.set(message.id, message);
  }

  /** Puts other fields into a message; does nothing if there is no such message. */
  change(id: string, fields: Partial<GraphMessage>): void {
    const message = this.#messages.get(id);
    if (message !== undefined) this.#messages.set(id, { ...message, ...fields });
  }

  /** The message that begins a thread, or with `rootId` a reply in it. */
  find(id: string, rootId?: string): GraphMessage | undefined {
    const message = this.#messages.get(id);
    return message?.rootId === rootId ? message : undefined;
  }
}
