import { z } from 'zod';
import { anyText, plainText } from './text-objects.ts';

/** A line of a menu. */
export const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
  url: z.string().max(3000).optional(),
});

/** A box to tick, whose words may be formatted. */
export const tickOption = option.extend({ text: anyText(75), description: anyText(75).optional() });

/** Lines of a menu under one heading. */
export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});

/** What a menu that asks the app as somebody types is answered with. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

/** A line of a menu, as far as people tell it from others. */
export interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

interface Choices {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly Option[] }[] | undefined;
}

/** All lines of a menu, whatever group they are in. */
export function optionsOf({ options = [], option_groups = [] }: Choices): readonly Option[] {
  return [...options, ...option_groups.flatMap((group) => group.options)];
}

/** Slack wants either lines or groups of them, and what is chosen at first to be one of them exactly. */
export function checkChoices(
  menu: Choices,
  chosen: readonly Option[],
  refuse: (message: string) => void,
): void {
  if ((menu.options === undefined) === (menu.option_groups === undefined)) {
    refuse('must have either options or option_groups');
  }
  const known = new Set(optionsOf(menu).map(({ text, value }) => JSON.stringify([text.text, value])));
  for (const { text, value } of chosen) {
    if (!known.has(JSON.stringify([text.text, value]))) refuse('initial option is not one of the options');
  }
}
