import type { Forward, ForwardFile, Post } from '../../../services/forwards/types.ts';

/** A forward on its way, of one document. */
export function forward(change: Partial<Forward> = {}): Forward {
  return {
    id: '00000000-0000-4000-8000-000000000000',
    conversationKey: 'msteams|a:1',
    requesterId: '29:1',
    conversationReference: {},
    stage: 'accepted',
    auto: false,
    isAddressed: true,
    namesFiles: false,
    sharedAt: new Date(),
    contentVersion: 0,
    group: { id: 'g@1', name: 'Field <crew> **North**' },
    revision: 1,
    shownRevision: 0,
    createdAt: new Date(),
    posts: [post()],
    refused: [],
    ...change,
  };
}

/** A post of one file, which names it. */
export function post(change: Partial<Post> = {}, file: Partial<ForwardFile> = {}): Post {
  const name = file.name ?? 'plan.pdf';
  return {
    id: name,
    kind: 'document',
    state: 'spooled',
    attempts: 0,
    files: [{ id: name, name, state: 'spooled', size: 1_500, ...file }],
    ...change,
  };
}
