/** Writes out the `{{DATE(…)}}` and `{{TIME(…)}}` of a card's text, as a Teams client does, in local time. */
export function fillInDates(text: string): string {
  return text.replaceAll(/\{\{(DATE|TIME)\(([^,)]+)[^)]*\)\}\}/g, (whole, kind: string, moment: string) => {
    const date = new Date(moment);
    if (Number.isNaN(date.getTime())) return whole;
    return kind === 'DATE'
      ? date.toLocaleDateString('en-GB')
      : date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  });
}
