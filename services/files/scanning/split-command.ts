/**
 * Splits a command line into its arguments, at blanks that stand in no quotes. Nothing else has a meaning in it: there
 * is no shell. A backslash in double quotes, or outside of quotes, makes the next character a plain one.
 */
export function splitCommand(line: string): string[] {
  const words = line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_all, double, single, plain) =>
      double === undefined ? (single ?? plain) : double.replace(/\\(.)/g, '$1'),
    ),
  );
}
