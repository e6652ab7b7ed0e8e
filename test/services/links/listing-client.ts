import type { CallOptions, KaizalaClient, KaizalaGroup } from '../../../services/kaizala/types.ts';

/** Answers with the groups in turn, or fails with an error in their place; the last answer stays. */
export function listingClient(...answers: (readonly KaizalaGroup[] | Error)[]) {
  const asked: (CallOptions | undefined)[] = [];
  const no = () => Promise.reject(new Error('This was not to be called.'));
  return {
    asked,
    listGroups: async (options?: CallOptions) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(options);
      if (answer instanceof Error) throw answer;
      return [...answer];
    },
    uploadMedia: no,
    postAction: no,
    listActions: no,
  } satisfies KaizalaClient & { asked: unknown };
}
