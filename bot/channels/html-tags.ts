/** A tag that opens an element, with its attributes as they stand there. */
export interface HtmlTag {
  readonly name: string;
  readonly attributes: string;
}

/** Longer ones are cut: no attribute that matters stands that far behind. */
const MAX_ATTRIBUTES = 2_000;

/**
 * The opening tags of a piece of HTML, in order. In linear time: a tag ends where the next one begins, if not
 * before.
 */
export function* htmlTags(html: string): Generator<HtmlTag> {
  for (const [, name = '', attributes = ''] of html.matchAll(/<([a-z][a-z0-9]{0,30})(?=[\s/>])([^<>]*)>/gi)) {
    yield { name: name.toLowerCase(), attributes: attributes.slice(0, MAX_ATTRIBUTES) };
  }
}

/** The value of an attribute of a tag; undefined if it has none of that name. */
export function attributeOf({ attributes }: HtmlTag, wanted: string): string | undefined {
  for (const match of attributes.matchAll(/([a-z-]{1,40})=(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi)) {
    const [, name, inDouble, inSingle, bare] = match;
    if (name?.toLowerCase() === wanted) return inDouble ?? inSingle ?? bare;
  }
  return undefined;
}
