/** Reads messages anywhere in the tenant. */
export type MessageRole = 'ChannelMessage.Read.All' | 'Chat.Read.All';

/** An application role that the tenant's administrator can grant, as far as the stand-in looks at them. */
export type GraphRole = MessageRole | 'Files.Read.All' | 'Sites.Read.All' | 'TeamMember.Read.All';

/** What the stand-in's administrator has granted to begin with: what resource-specific consent can't. */
export const GRANTED_AT_FIRST: readonly GraphRole[] = ['Files.Read.All', 'Sites.Read.All'];
