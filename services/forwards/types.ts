import type { FileLookup } from '../files/file-lookup.ts';
import type { FileSource } from '../files/file-source.ts';
import type { MediaKind } from '../kaizala/media-types.ts';

/**
 * `finding`: its files are still being asked for. `asking`: the person has not answered. `accepted`: it is to be
 * posted. `cancelled`: the person said no, or deleted the message. `refused`: none of its files can go.
 * `expired`: the person never answered. `empty`: the message turned out to have no files.
 */
export type ForwardStage = 'finding' | 'asking' | 'accepted' | 'cancelled' | 'refused' | 'expired' | 'empty';

/** What became of the message that shared the files: `…Late` when that came too late for what is posted. */
export type ForwardNote = 'editedLate' | 'deleted' | 'deletedLate';

export type PostState =
  | 'waiting'
  | 'spooled'
  | 'uploading'
  | 'uploaded'
  | 'posting'
  | 'posted'
  | 'failed'
  | 'cancelled'
  | 'uncertain';

/** Why something did not work, in words for the person. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Whether trying again can help. */
  readonly retryable: boolean;
}

export interface ForwardFile {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'spooled' | 'failed';
  /** In bytes: declared while it is waiting, counted once it is spooled. */
  readonly size?: number;
  /** Lower-case hexadecimal, once it is spooled. */
  readonly sha256?: string;
  readonly failure?: Failure;
}

/** One Kaizala action to be made: one image, one album, one document, … */
export interface Post {
  readonly id: string;
  readonly kind: MediaKind;
  readonly state: PostState;
  readonly files: readonly ForwardFile[];
  readonly mediaResource?: string;
  readonly referenceId?: string;
  /** The last thing that went wrong, even while it is tried again. */
  readonly failure?: Failure;
  readonly attempts: number;
  readonly firstFailedAt?: Date;
  /** When it is tried again, if it has to wait. */
  readonly nextAttemptAt?: Date;
  /** When the last attempt to post began, and when its end was seen if it was. */
  readonly postingSince?: Date;
  readonly postingUntil?: Date;
  /** What the group had before that attempt, where it mattered. */
  readonly seenBefore?: readonly SeenAction[];
  readonly postedAt?: Date;
}

/** A post of somebody else's that was in a group. */
export interface SeenAction {
  readonly referenceId: string;
  readonly sender?: string;
}

export interface TargetGroup {
  readonly id: string;
  readonly name: string;
}

/** What a person decided about a forward. */
export interface Answer {
  readonly group: TargetGroup;
  /** Absent: posted without a caption. */
  readonly caption?: string;
}

/** What one person asked for: these files, to this group, with this caption. */
export interface Forward {
  readonly id: string;
  readonly conversationKey: string;
  readonly requesterId: string;
  readonly requesterName?: string;
  /** The Bot Framework's conversation reference, which only bot/ looks into. */
  readonly conversationReference: unknown;
  readonly stage: ForwardStage;
  /** Whether it goes to its group without a question. */
  readonly auto: boolean;
  /** Whether the person spoke to the bot. */
  readonly isAddressed: boolean;
  /** Whether the message names files that its activity does not carry. */
  readonly namesFiles: boolean;
  /** By the clock of the chat. */
  readonly sharedAt: Date;
  /** Where its files are asked for, until they are found. */
  readonly lookup?: FileLookup;
  /** Why its files could not be asked for the last time. */
  readonly findFailure?: Failure;
  /** The text that came with the files. */
  readonly suggestedCaption?: string;
  /** Where it goes: known from the beginning if nobody is asked about it. */
  readonly group?: TargetGroup;
  readonly caption?: string;
  /** Id of the message that shows this forward, once it was sent. */
  readonly cardActivityId?: string;
  /** Grows with every change that a person should see. */
  readonly revision: number;
  readonly shownRevision: number;
  /** From when on it is shown outside of the turn that recorded it, if that has said so. */
  readonly shownFrom?: Date;
  /** Fingerprint of the card that people see, if it is known. */
  readonly shownCard?: string;
  /** Grows with every change of what is posted, once it is on its way. */
  readonly contentVersion: number;
  readonly note?: ForwardNote;
  readonly createdAt: Date;
  readonly posts: readonly Post[];
  /** Files that were refused on arrival and belong to no post. */
  readonly refused: readonly ForwardFile[];
}

/** A file as a channel read it from an activity: to be fetched, or refused with the reason. */
export type SharedFile =
  | {
      readonly name: string;
      readonly kind: MediaKind;
      readonly source: FileSource;
      /** In bytes, where the chat tells it. */
      readonly size?: number;
    }
  | { readonly name: string; readonly refusal: Failure };

export interface ForwardRequest {
  /** Names the message that asked, uniquely over all channels and conversations. */
  readonly sourceKey: string;
  readonly conversationKey: string;
  /** Names the conversation with all its threads: within it, one person's messages are kept in order. */
  readonly scopeKey: string;
  readonly requesterId: string;
  readonly requesterName?: string;
  /** Their object id in Entra ID, in either case. */
  readonly requesterEntraId?: string;
  readonly conversationReference: unknown;
  readonly suggestedCaption?: string;
  /** In the order in which they were shared. */
  readonly files: readonly SharedFile[];
  /** Where to ask for further files of the same message. */
  readonly lookup?: FileLookup;
  /** The group to post to without a question, with the suggested caption as the caption. */
  readonly auto?: TargetGroup;
  /** What the person has decided already, who then is not asked any more. */
  readonly answer?: Answer;
  /** Whether the person spoke to the bot, who then is told also that there was nothing to forward. */
  readonly isAddressed: boolean;
  /** Whether the message names files that its activity does not carry, so that people wait for an answer. */
  readonly namesFiles: boolean;
  /** When it was shared, by the clock of the chat. */
  readonly sharedAt: Date;
}

/** Asks for the files of messages whose activities don't carry them. Implemented by services/teams. */
export interface FileFinder {
  /**
   * The files in the order in which they were shared; none if the message has none.
   * @throws BridgeError in words for the person, with whether trying again can help
   */
  find(lookup: FileLookup, signal: AbortSignal): Promise<readonly SharedFile[]>;
}
