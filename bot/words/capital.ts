/** A sentence of a phrase that stands within one otherwise. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
