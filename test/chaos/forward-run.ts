import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { type PlannedFile, type PlannedForward, plannedPosts } from './planned-forward.ts';
import { readCardTexts } from './read-card-texts.ts';
import { type ForwardOnCard, isAbout, readForwardCard } from './read-forward-card.ts';

/** A file that has been laid where people share from. */
export interface SharedFile extends PlannedFile {
  readonly served: ServedFile;
  readonly sha256: string;
}

/** What one planned forward has become. */
export class ForwardRun {
  readonly plan: PlannedForward;
  readonly user: TeamsUser;
  readonly files: readonly SharedFile[];
  readonly groupId: string;
  /** When the bot had taken the answer. */
  answeredAt: Date | undefined;
  /** How often the person had to answer again, as the card still asked. */
  answeredAgain = 0;
  /** Why the person gave up; undefined if they did not have to. */
  complaint: string | undefined;

  constructor(plan: PlannedForward, user: TeamsUser, files: readonly SharedFile[], groupId: string) {
    this.plan = plan;
    this.user = user;
    this.files = files;
    this.groupId = groupId;
  }

  /** The posts that it is to make, as the bot's card lists them. */
  get posts(): readonly (readonly SharedFile[])[] {
    return plannedPosts(this.files);
  }

  get #names(): readonly string[] {
    return this.posts.flat().map(({ name }) => name);
  }

  /** Every card about it, oldest first; there should be one. */
  get cards(): readonly ChatMessage[] {
    return this.user.conversation.messages.filter(({ activity }) =>
      readCardTexts(activity).some((text) => isAbout(text, this.#names)),
    );
  }

  /** When each of its cards was sent. */
  get cardTimes(): readonly Date[] {
    const ids = this.cards.map(({ id }) => id);
    return this.user.conversation.events
      .filter(({ kind, id }) => kind === 'sent' && ids.includes(id))
      .map(({ at }) => at);
  }

  /** What its newest card says now; undefined if there is none. */
  readCard(): (ForwardOnCard & { readonly message: ChatMessage }) | undefined {
    const message = this.cards.at(-1);
    return message && { ...readForwardCard(message.activity, this.#names), message };
  }

  /** Whether its card says something that is to stay. */
  get isAtRest(): boolean {
    const card = this.readCard();
    return card?.files.every((file) => file !== undefined && file.fate !== 'underWay') ?? false;
  }
}
