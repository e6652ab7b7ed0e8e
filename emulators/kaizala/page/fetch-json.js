/** Reads JSON from the emulator. Throws if it answers with an error. */
export async function fetchJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
