/** The value that a JSON text stands for; undefined if it is not JSON, for instance a proxy's HTML page. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
