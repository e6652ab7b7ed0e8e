import { z } from 'zod';
import { checkChoices, option, optionGroup, tickOption } from './options.ts';
import { anyText, confirmation, identifier, plainText } from './text-objects.ts';

const action = { action_id: identifier.optional() };
const asking = { ...action, confirm: confirmation.optional(), focus_on_load: z.boolean().optional() };
const menu = { ...asking, placeholder: plainText(150).optional() };
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

const button = z.strictObject({
  type: z.literal('button'),
  ...action,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmation.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...choices,
    initial_option: option.optional(),
  })
  .check(({ value, issues }) => {
    const chosen = value.initial_option === undefined ? [] : [value.initial_option];
    checkChoices(value, chosen, (message) => issues.push({ code: 'custom', input: value, message }));
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...choices,
    initial_options: z.array(option).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .check(({ value, issues }) => {
    checkChoices(value, value.initial_options ?? [], (message) =>
      issues.push({ code: 'custom', input: value, message }),
    );
  });

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...menu,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
});

const conversationsSelect = z.strictObject({
  type: z.enum(['conversations_select', 'channels_select', 'users_select']),
  ...menu,
  initial_conversation: z.string().optional(),
  initial_channel: z.string().optional(),
  initial_user: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z.looseObject({}).optional(),
});

const ticks = { options: z.array(tickOption).min(1).max(10) };
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...asking,
  ...ticks,
  initial_options: z.array(tickOption).min(1).optional(),
});
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...asking,
  ...ticks,
  initial_option: tickOption.optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...action,
  options: z.array(option).min(1).max(5),
  confirm: confirmation.optional(),
});

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...action,
    placeholder: plainText(150).optional(),
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    dispatch_action_config: z.looseObject({}).optional(),
    focus_on_load: z.boolean().optional(),
  })
  .check(({ value, issues }) => {
    const { initial_value = '', max_length = 3000 } = value;
    if (initial_value.length > max_length) {
      issues.push({ code: 'custom', input: value, message: 'initial_value is longer than max_length' });
    }
  });

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(3000).optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().max(2000),
});

/** What may stand in an actions block. */
export const interactive = z.discriminatedUnion('type', [
  button,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  conversationsSelect,
  checkboxes,
  radioButtons,
  overflow,
]);

/** What may stand beside the text of a section. */
export const accessory = z.discriminatedUnion('type', [...interactive.options, image]);

/** What may stand in an input block. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  conversationsSelect,
  checkboxes,
  radioButtons,
]);

export const contextElement = z.union([image, anyText(3000)]);
