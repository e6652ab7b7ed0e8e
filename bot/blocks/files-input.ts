import type { InputBlock, PlainTextOption } from '@slack/web-api';
import { cutMiddle } from './cut.ts';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

/** What the ids of the blocks, and of the inputs in them, begin with. */
export const FILES_INPUT = 'files';

/** A file that can be chosen. */
export interface FileChoice {
  /** Slack's own: `F…`. */
  readonly id: string;
  readonly name: string;
  /** Kind and size. */
  readonly detail: string;
}

/** The choice of files, all of them chosen at first: checkboxes for a few, menus of a hundred each for more. */
export function filesInputs(files: readonly FileChoice[]): InputBlock[] {
  const perInput = files.length <= LIMITS.checkboxes ? LIMITS.checkboxes : LIMITS.options;
  const options = files.map(optionOf);
  const inputs = Math.ceil(options.length / perInput);
  return Array.from({ length: inputs }, (_, index): InputBlock => {
    const some = options.slice(index * perInput, (index + 1) * perInput);
    const id = `${FILES_INPUT}:${index}`;
    const part = inputs > 1 ? ` (${index + 1} of ${inputs})` : '';
    const placeholder = plain('Choose files', LIMITS.placeholder);
    return {
      type: 'input',
      block_id: id,
      // Nothing from one part is fine, as long as there is something from another.
      optional: inputs > 1,
      label: plain(`Files${part}`, LIMITS.labelText),
      element:
        perInput === LIMITS.checkboxes
          ? { type: 'checkboxes', action_id: id, options: some, initial_options: some }
          : { type: 'multi_static_select', action_id: id, placeholder, options: some, initial_options: some },
    };
  });
}

function optionOf({ id, name, detail }: FileChoice): PlainTextOption {
  return {
    text: plain(cutMiddle(name, LIMITS.optionText), LIMITS.optionText),
    value: id,
    ...(detail && { description: plain(detail, LIMITS.optionText) }),
  };
}
