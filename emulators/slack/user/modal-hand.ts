import { z } from 'zod';
import { readView } from '../api/view-methods.ts';
import type { AppAnswer } from '../app/app-answer.ts';
import { isGood } from '../app/app-answer.ts';
import type { Delivery } from '../app/app-link.ts';
import { viewJson } from '../app/view-json.ts';
import type { OpenView } from '../app/views.ts';
import { type Option, optionsOf, suggestions } from '../blocks/options.ts';
import type { Person } from '../workspace/person.ts';
import {
  allValues,
  chosenValue,
  findInput,
  type InputValues,
  isEmpty,
  placedInputs,
} from './input-values.ts';
import { interaction } from './interaction.ts';
import type { Scene } from './scene.ts';

/** What the app does with a modal that was submitted; it goes away if the answer is empty. */
const verdict = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** What became of a modal that was submitted. */
export interface Submission {
  readonly delivery: Delivery;
  /** What the person reads below the inputs, by the blocks that they are in. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What somebody does with a modal. */
export class ModalHand {
  readonly #person: Person;
  readonly #scene: Scene;
  /** By the modal. */
  readonly #put = new Map<string, InputValues>();

  constructor(person: Person, scene: Scene) {
    this.#person = person;
    this.#scene = scene;
  }

  /** The modal on top. Throws if there is none. */
  get view(): OpenView {
    const view = this.#scene.views.top(this.#person.id);
    if (view === undefined) throw new Error('There is no modal.');
    return view;
  }

  /** Fills inputs of the modal on top. Throws if one is not there, or does not take this. */
  async fill(inputs: Readonly<Record<string, string>>): Promise<void> {
    for (const [called, given] of Object.entries(inputs)) {
      const { id, modal } = this.view;
      const input = findInput(modal.blocks, called);
      const { blockId, actionId } = input;
      const offered =
        input.element.type === 'external_select' ? await this.suggest(called, given) : undefined;
      const value = chosenValue(input, given, offered);
      const before = this.#put.get(id) ?? {};
      this.#put.set(id, { ...before, [blockId]: { ...before[blockId], [actionId]: value } });
      const isTold = input.block.type !== 'input' || input.block.dispatch_action === true;
      if (isTold)
        await this.#send('block_actions', {
          actions: [{ action_id: actionId, block_id: blockId, ...value }],
        });
    }
  }

  /** Types into a menu that asks the app, and gives what it offers. Throws if its answer is not as Slack wants it. */
  async suggest(called: string, query: string): Promise<readonly Option[]> {
    const { element, blockId, actionId } = findInput(this.view.modal.blocks, called);
    if (element.type !== 'external_select') throw new Error(`"${called}" does not ask the app.`);
    const { answer } = await this.#send('block_suggestion', {
      action_id: actionId,
      block_id: blockId,
      value: query,
    });
    return optionsOf(suggestions.parse(JSON.parse(answer.body)));
  }

  /** Fills inputs and submits the modal on top. Throws if Slack itself would not let it go. */
  async submit(inputs: Readonly<Record<string, string>>): Promise<Submission> {
    await this.fill(inputs);
    const view = this.view;
    const values = this.#valuesOf(view);
    for (const { block, blockId, actionId } of placedInputs(view.modal.blocks)) {
      const value = values[blockId]?.[actionId];
      const isMissing = value === undefined || isEmpty(value);
      if (block.type === 'input' && !block.optional && isMissing) {
        throw new Error(`"${block.label.text}" has to be filled in.`);
      }
    }
    const delivery = await this.#send('view_submission', { response_urls: [] });
    return { delivery, errors: this.#follow(view, delivery.answer) };
  }

  /** Closes the modal on top, or with `all` those below it too, as its cross does. */
  async close(all: boolean): Promise<Delivery | undefined> {
    const view = this.view;
    const told = view.modal.notify_on_close
      ? this.#send('view_closed', { is_cleared: all })
      : Promise.resolve(undefined);
    this.#scene.views.close(this.#person.id, all);
    return told;
  }

  /** Presses a button in the modal on top. Throws if there is none. */
  press(label: string): Promise<Delivery> {
    for (const block of this.view.modal.blocks) {
      const elements = block.type === 'actions' ? block.elements : [];
      const accessory = block.type === 'section' && block.accessory ? [block.accessory] : [];
      for (const one of [...elements, ...accessory]) {
        if (one.type !== 'button' || one.text.text !== label) continue;
        const { action_id, text, value } = one;
        const actions = [{ type: 'button', action_id, block_id: block.block_id, text, value }];
        return this.#send('block_actions', { actions });
      }
    }
    throw new Error(`There is no button "${label}".`);
  }

  #valuesOf({ id, modal }: OpenView): InputValues {
    return allValues(modal.blocks, this.#put.get(id) ?? {});
  }

  #send(type: string, fields: Readonly<Record<string, unknown>>): Promise<Delivery> {
    const { workspace, app } = this.#scene;
    const view = this.view;
    return app.sendInteraction({
      ...interaction(type, this.#person, this.#scene),
      container: { type: 'view', view_id: view.id },
      view: viewJson(view, workspace, this.#valuesOf(view)),
      ...fields,
    });
  }

  /** Does what the app answers. Throws if Slack would show the person an error. */
  #follow(view: OpenView, answer: AppAnswer): Readonly<Record<string, string>> {
    const { views } = this.#scene;
    if (!isGood(answer))
      throw new Error(`We had some trouble connecting. (The app answered ${answer.status}.)`);
    if (answer.body === '') {
      views.close(this.#person.id, false);
      return {};
    }
    const given = verdict.parse(JSON.parse(answer.body));
    switch (given.response_action) {
      case 'errors': {
        const unknown = Object.keys(given.errors).filter(
          (blockId) =>
            !view.modal.blocks.some(({ block_id, type }) => block_id === blockId && type === 'input'),
        );
        if (unknown.length > 0) throw new Error(`No input block is called ${unknown.join(', ')}.`);
        return given.errors;
      }
      case 'update':
        views.update(view.id, readView(given.view));
        return {};
      case 'push':
        views.push(this.#person.id, readView(given.view));
        return {};
      case 'clear':
        views.close(this.#person.id, true);
        return {};
    }
  }
}
