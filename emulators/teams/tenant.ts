/** Where in the stand-in people sit. */
export interface Tenant {
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The app as people meet it; each conversation has one of its own if absent. */
  readonly bot?: BotAccount;
  /** What to put in `Authorization` of an activity that names this service url; absent: no such header. */
  readonly authorize?: (serviceUrl: string) => Promise<string>;
}

export interface BotAccount {
  /** `28:` and its app id. */
  readonly id: string;
  readonly name: string;
}
