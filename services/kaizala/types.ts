import type { Readable } from 'node:stream';

/** The five kinds of media post that Kaizala knows, as they are spelled on the wire. */
export type ActionType = 'Image' | 'Album' | 'Audio' | 'Document' | 'Video';

/** A group that the connector can post to. */
export interface KaizalaGroup {
  readonly id: string;
  readonly name: string;
}

/** One file to upload. `open` is called once for each attempt and gives the bytes from the start. */
export interface MediaFile {
  readonly name: string;
  /** Exact number of bytes that `open` gives. */
  readonly size: number;
  /** Lower-case hexadecimal, if the bytes are to be compared. The last of them leave only if it is theirs. */
  readonly sha256?: string;
  open(): Readable;
}

export interface MediaAction {
  readonly actionType: ActionType;
  /** Opaque to a client; from {@link KaizalaClient.uploadMedia}. */
  readonly mediaResource: string;
  readonly caption?: string;
}

/** An action as a group's history lists it. Kaizala returns no captions there. */
export interface GroupAction {
  readonly referenceId: string;
  readonly actionType: string;
  readonly sender?: string;
  /** By Kaizala's clock. */
  readonly createdAt?: Date;
  /** Where the media of the post can be seen, as the mediaResource may name it too. */
  readonly mediaUrl?: string;
}

/** A part of a group's history. */
export interface ActionList {
  readonly actions: readonly GroupAction[];
  readonly hasMore: boolean;
  /** What Kaizala's clock showed when it answered, if it told. */
  readonly answeredAt?: Date;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Among calls that wait for their turn the lowest rank goes first. Absent: before all others. */
  readonly rank?: number;
}

export interface PostOptions extends CallOptions {
  /**
   * Called when the call is about to leave, and again should it be repeated after Kaizala has refused it. If it
   * rejects, the call is not made and fails with that.
   */
  readonly onSending?: () => Promise<void>;
}

export interface UploadOptions extends CallOptions {
  /** The group that it will be posted to. Kaizala is not told: what it holds belongs to no group until then. */
  readonly groupId?: string;
  /** Called with the number of file bytes handed to the connection so far, over all files. */
  readonly onProgress?: (sentBytes: number) => void;
}

export interface ListActionsQuery {
  readonly actionType: ActionType;
  /** Only actions from this moment on; Kaizala counts in whole seconds. */
  readonly since: Date;
  readonly count?: number;
}

/**
 * The Kaizala v1 API for one connector. Every method throws `KaizalaAnsweredError` when Kaizala answered
 * with an error, and `KaizalaNoAnswerError` when no usable answer came.
 */
export interface KaizalaClient {
  /** Uploads one file, or the pictures of one album in order, and returns the `mediaResource`. */
  uploadMedia(files: readonly MediaFile[], options?: UploadOptions): Promise<string>;
  /** Posts once, and never repeats by itself: Kaizala has no idempotency key. Returns the `referenceId`. */
  postAction(groupId: string, action: MediaAction, options?: PostOptions): Promise<string>;
  listGroups(options?: CallOptions): Promise<KaizalaGroup[]>;
  listActions(groupId: string, query: ListActionsQuery, options?: CallOptions): Promise<ActionList>;
}

/** Keeps count of one connector's calls, for all instances of the bot together. */
export interface CallLedger {
  /** Reserves the next call, and resolves with the milliseconds until it may be made. */
  reserve(): Promise<number>;
  /** Reserves nothing for so many milliseconds. */
  pause(ms: number): Promise<void>;
}

/** What has to outlive the process for a connector to go on working. */
export interface ConnectorState {
  /** The rotated refresh token, once Kaizala has handed out a new one. */
  readonly refreshToken?: string;
  /** Where a 308 said that the endpoint has moved. */
  readonly endpointUrl?: string;
}

/** Keeps the {@link ConnectorState} of one connector. */
export interface ConnectorStore {
  load(): Promise<ConnectorState>;
  /** Replaces the state by what is made of it, with no other instance in between. Returns the new one. */
  update(change: (state: ConnectorState) => ConnectorState): Promise<ConnectorState>;
}
