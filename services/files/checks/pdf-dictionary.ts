/** What a dictionary of a PDF holds directly: numbers, names and words as they stand there, strings as their bytes. */
export type PdfDictionary = ReadonlyMap<string, string | Buffer>;

const TOKEN = /\s*(<<|>>|\[|\]|\/[^\s<>[\]()/%]*|<[0-9a-fA-F\s]*>|\(|[^\s<>[\]()/%]+)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads the dictionary that begins at the start of a text; only its own keys, and of a list the first string. */
export function readPdfDictionary(text: string): PdfDictionary {
  const found = new Map<string, string | Buffer>();
  let key: string | undefined;
  let depth = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const token = match[1] ?? '';
    if (token === '<<' || token === '[') depth++;
    else if (token === '>>' || token === ']') {
      if (--depth === 0) break;
      if (depth === 1) key = undefined;
    } else if (token.startsWith('/') && depth === 1 && key === undefined) key = token;
    else {
      const value = token === '(' ? literal(text, TOKEN.lastIndex) : undefined;
      if (value) TOKEN.lastIndex = value.end;
      if (key !== undefined && !found.has(key)) found.set(key, value?.bytes ?? plain(token));
      if (depth === 1) key = undefined;
    }
  }
  return found;
}

function plain(token: string): string | Buffer {
  if (!token.startsWith('<')) return token;
  const digits = token.replace(/[^0-9a-fA-F]/g, '');
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

/** The string whose opening bracket stands before `start`. */
function literal(text: string, start: number): { readonly bytes: Buffer; readonly end: number } {
  let bytes = '';
  let depth = 1;
  let at = start;
  for (; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const next = text[at + 1] ?? '';
      bytes += octal ? String.fromCharCode(Number.parseInt(octal, 8) & 0xff) : (ESCAPES[next] ?? next);
      at += octal ? octal.length : 1;
      continue;
    }
    if (letter === '(') depth++;
    if (letter === ')' && --depth === 0) break;
    bytes += letter;
  }
  return { bytes: Buffer.from(bytes, 'latin1'), end: at + 1 };
}
