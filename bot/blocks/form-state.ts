import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const option = z.object({ value: text }).nullish().catch(undefined);

const formState = z.object({
  values: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          value: z.string().nullish().catch(undefined),
          selected_option: option,
          selected_options: z
            .array(z.object({ value: text }))
            .nullish()
            .catch(undefined),
        }),
      ),
    )
    .catch({}),
});

/** What is filled in in a message or a modal. */
export interface FormState {
  /** What was typed or chosen in the input of that action id, whatever block holds it; undefined if nothing was. */
  one(actionId: string): string | undefined;
  /** All that is chosen in inputs whose action ids begin so, in their order. */
  all(prefix: string): readonly string[];
}

/** @param state of a `block_actions` or of a view; one that can't be read is empty */
export function readFormState(state: unknown): FormState {
  const values = formState.safeParse(state).data?.values ?? {};
  const inputs = Object.values(values).flatMap((block) => Object.entries(block));
  return {
    one: (actionId) => {
      const [, input] = inputs.find(([id]) => id === actionId) ?? [];
      return input?.value ?? input?.selected_option?.value ?? undefined;
    },
    all: (prefix) =>
      inputs
        .filter(([id]) => id.startsWith(prefix))
        .flatMap(([, { selected_options }]) => (selected_options ?? []).flatMap(({ value }) => value ?? [])),
  };
}
