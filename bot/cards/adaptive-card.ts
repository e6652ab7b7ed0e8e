/** The few elements of Adaptive Cards 1.4 that our cards are made of. */
export type CardElement =
  | {
      type: 'TextBlock';
      text: string;
      wrap: true;
      size?: 'Small';
      color?: string;
      isSubtle?: boolean;
      spacing?: string;
    }
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: string }
  | { type: 'Container'; items: CardElement[]; spacing?: string }
  | {
      type: 'Input.ChoiceSet';
      id: string;
      label: string;
      style: 'compact' | 'filtered';
      isRequired: true;
      errorMessage: string;
      placeholder: string;
      value?: string;
      choices: { title: string; value: string }[];
    }
  | {
      type: 'Input.Text';
      id: string;
      label: string;
      isMultiline: true;
      maxLength: number;
      errorMessage: string;
      placeholder: string;
      value?: string;
    };

export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Medium' | 'Small';
  color?: string;
  isSubtle?: boolean;
}

/** A button as clients take it that know no Action.Execute. */
export interface SubmitButton {
  type: 'Action.Submit';
  title: string;
  data: object;
  style?: 'positive' | 'destructive';
  /** `none`: the button works although a required input is empty. */
  associatedInputs?: 'auto' | 'none';
}

/** Drawn by drawButton. */
export interface CardButton extends Omit<SubmitButton, 'type'> {
  type: 'Action.Execute';
  id: string;
  verb: string;
  fallback: SubmitButton;
}

/** A card should weigh no more than 28 kB; this leaves some room for the message around it. */
export const MAX_CARD_BYTES = 26_000;

export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.4';
  body: CardElement[];
  actions: CardButton[];
}

/**
 * Text that came from outside. A TextRun is shown as it is, whereas a TextBlock reads Markdown, so a file
 * called `**x**` looks like one. What asks a client to fill in a date, as it does in either, is taken apart by a
 * character of no width.
 */
export function literal(text: string, style: Omit<TextRun, 'type' | 'text'> = {}): TextRun {
  return { type: 'TextRun', text: text.replace(/\{\{(?=(DATE|TIME)\()/g, '{\u2060{'), ...style };
}

export function adaptiveCard(body: CardElement[], actions: CardButton[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body,
    actions,
  };
}
