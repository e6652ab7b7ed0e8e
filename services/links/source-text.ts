import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** The keys and indexes that lead to a value. */
export type Path = readonly (string | number)[];

/** A YAML or JSON text that knows where each of its values stands. */
export class SourceText {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  readonly value: unknown;
  /** What keeps it from being read at all. */
  readonly problems: readonly string[];

  constructor(text: string, name: string) {
    this.#name = name;
    this.#document = parseDocument(text.replace(/^\uFEFF/, ''), {
      lineCounter: this.#lines,
      prettyErrors: false,
    });
    const problems = [...this.#document.errors, ...this.#document.warnings].map(
      ({ message, pos: [start] }) => `${this.#place(start)}: ${message}`,
    );
    try {
      this.value = problems.length === 0 ? this.#document.toJS() : undefined;
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      problems.push(`${this.#place(0)}: ${error.message}`);
    }
    this.problems = problems;
  }

  /** `file:line:column` of a value, or of the nearest that is around it. */
  placeOf(path: Path): string {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#place(node.range[0]);
    }
    return this.#place(this.#document.contents?.range?.[0] ?? 0);
  }

  /** The same for a key of a mapping. */
  placeOfKey(path: Path, key: string): string {
    const node = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const keys = isMap(node) ? node.items.map((pair) => pair.key).filter(isScalar) : [];
    const start = keys.find(({ value }) => String(value) === key)?.range?.[0];
    return start === undefined ? this.placeOf(path) : this.#place(start);
  }

  #place(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    // An empty text has no lines, and counts from 1 all the same.
    return `${this.#name}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  }
}
