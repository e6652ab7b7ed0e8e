import type { CardButton, SubmitButton } from './adaptive-card.ts';

/**
 * A button whose press is answered in the same call. Clients that don't know Action.Execute, and channels other
 * than Teams, take the fallback, whose press comes as a message with the same data.
 * @param id unique on its card.
 * @param verb for logs of Teams alone: what was pressed is told by the data, which both ways have.
 */
export function drawButton(
  id: string,
  verb: string,
  { title, data, style, associatedInputs }: Omit<SubmitButton, 'type'>,
): CardButton {
  const look = {
    title,
    data,
    ...(style && { style }),
    ...(associatedInputs && { associatedInputs }),
  };
  return { type: 'Action.Execute', id, verb, ...look, fallback: { type: 'Action.Submit', ...look } };
}
