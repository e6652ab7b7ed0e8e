import type { Delivery } from '../app/app-link.ts';
import type { Block, BlockElement } from '../blocks/block-schema.ts';
import { elementsOf } from '../blocks/check-blocks.ts';
import { newTs } from '../new-ts.ts';
import type { Channel } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';
import { messageJson } from '../workspace/message-json.ts';
import type { Person } from '../workspace/person.ts';
import {
  allValues,
  chosenValue,
  findInput,
  type InputValue,
  type InputValues,
  type PlacedInput,
} from './input-values.ts';
import { interaction } from './interaction.ts';
import type { Scene } from './scene.ts';

/** What somebody does with the buttons and inputs of a message. */
export class MessageHand {
  readonly #person: Person;
  readonly #scene: Scene;
  /** By the message. */
  readonly #put = new Map<string, InputValues>();

  constructor(person: Person, scene: Scene) {
    this.#person = person;
    this.#scene = scene;
  }

  /**
   * Fills inputs and presses a button. A choice that is no input to be sent along is told to the app at once, as
   * Slack does; what is typed goes with the button. Throws if there is no such button, input or choice.
   */
  async press(
    channel: Channel,
    message: SlackMessage,
    label: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Delivery> {
    for (const [called, given] of Object.entries(inputs)) await this.fill(channel, message, called, given);
    const placed = message.blocks.flatMap((block) =>
      elementsOf(block).map((element) => ({ block, element })),
    );
    const found = placed.find(({ element }) => isButton(element, label));
    if (found === undefined || found.element.type !== 'button') {
      const labels = placed.flatMap(({ element }) => (element.type === 'button' ? [element.text.text] : []));
      throw new Error(`There is no button "${label}". There is: ${labels.join(', ') || 'none'}`);
    }
    const { action_id, text, value, style } = found.element;
    const pressed = { type: 'button', action_id, text, value, style };
    return this.#send(channel, message, found.block, pressed);
  }

  /** Fills one input, or chooses in it. Resolves with how the app answered, if it was told. */
  async fill(
    channel: Channel,
    message: SlackMessage,
    called: string,
    given: string,
  ): Promise<Delivery | undefined> {
    const input = findInput(message.blocks, called);
    const value = chosenValue(input, given);
    this.#keep(channel, message, input, value);
    const isTold = input.block.type !== 'input' || input.block.dispatch_action === true;
    if (!isTold) return undefined;
    return this.#send(channel, message, input.block, { action_id: input.actionId, ...value });
  }

  #keep(channel: Channel, { ts }: SlackMessage, { blockId, actionId }: PlacedInput, value: InputValue): void {
    const key = `${channel.id}:${ts}`;
    const before = this.#put.get(key) ?? {};
    this.#put.set(key, { ...before, [blockId]: { ...before[blockId], [actionId]: value } });
  }

  #send(
    channel: Channel,
    message: SlackMessage,
    { block_id }: Block,
    action: Readonly<Record<string, unknown>>,
  ): Promise<Delivery> {
    const { workspace, app, responseUrls } = this.#scene;
    const { ts, threadTs, onlyFor } = message;
    const isEphemeral = onlyFor !== undefined;
    const place = { workspace, channel, userId: this.#person.id, messageTs: ts };
    return app.sendInteraction({
      ...interaction('block_actions', this.#person, this.#scene),
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(threadTs !== undefined && { thread_ts: threadTs }),
      },
      channel: { id: channel.id, name: channelName(channel) },
      ...(!isEphemeral && { message: messageJson(message, workspace) }),
      state: { values: allValues(message.blocks, this.#put.get(`${channel.id}:${ts}`) ?? {}) },
      response_url: responseUrls.issue(place),
      actions: [{ ...action, block_id, action_ts: newTs() }],
    });
  }
}

/** How commands and interactions call a conversation: the names of private ones are not told. */
export function channelName({ type, name }: Channel): string {
  if (type === 'im') return 'directmessage';
  return type === 'channel' ? name : 'privategroup';
}

function isButton(element: BlockElement, label: string): boolean {
  return element.type === 'button' && (element.text.text === label || element.action_id === label);
}
