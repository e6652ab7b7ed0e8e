/**
 * What Slack takes of Block Kit, in UTF-16 units where it is about text (inferred: Slack says characters). From the
 * reference of Block Kit, as `@slack/types` has it. What is larger makes the whole call fail with `invalid_blocks`,
 * so that everything is cut to it.
 */
export const LIMITS = {
  blocks: 50,
  modalBlocks: 100,
  actionsElements: 25,
  headerText: 150,
  sectionText: 3_000,
  contextText: 3_000,
  buttonText: 75,
  buttonValue: 2_000,
  options: 100,
  checkboxes: 10,
  optionText: 75,
  /** The reference says 150, and `@slack/types` 75 in its comment. */
  optionValue: 150,
  labelText: 2_000,
  placeholder: 150,
  inputText: 3_000,
  id: 255,
  modalTitle: 24,
  privateMetadata: 3_000,
  /** Beyond it Slack may cut a message; its own advice. */
  messageText: 4_000,
} as const;

/**
 * All text that is shown in the blocks of one message, choices aside. Slack refuses more with
 * `msg_blocks_too_long` and does not say how much that is; people had 11,300 characters refused (inferred).
 */
export const MAX_SHOWN_TEXT = 8_000;
