/** How something is drawn, beside the words that say it. */
export type Tone = 'default' | 'good' | 'warning' | 'attention';
