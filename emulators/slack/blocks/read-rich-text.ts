import { z } from 'zod';

const leaf = z.looseObject({ type: z.string(), text: z.string().optional(), url: z.string().optional() });
const part = z.looseObject({ elements: z.array(z.unknown()).default([]) });

/** The words of a rich text, one text for each section, quote or entry of a list in it. */
export function readRichText(elements: readonly unknown[]): string[] {
  return elements.flatMap((element) => {
    const inside = part.parse(element).elements;
    const isNested = inside.some((one) => part.parse(one).elements.length > 0);
    if (isNested) return readRichText(inside);
    return inside.map((one) => wordsOf(leaf.parse(one))).join('');
  });
}

function wordsOf({ text, url }: z.infer<typeof leaf>): string {
  return text ?? url ?? '';
}
