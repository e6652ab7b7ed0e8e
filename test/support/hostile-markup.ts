/**
 * Texts that mean something to a reader of Markdown, HTML, Slack's markup or Adaptive Cards' own, or that turn a line
 * round. Each has to be shown as it is.
 */
export const HOSTILE_MARKUP = [
  '**bold** _x_ ~s~ `c`',
  '[Sign in](https://evil.example/)',
  '![x](https://evil.example/x.png)',
  '# heading',
  '<b>bold</b>',
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  "'-window.hacked-'",
  '</title></textarea><iframe srcdoc="<script>top.hacked=1</script>">',
  '&lt;b&gt; &amp;amp; &#60;i&#62;',
  '<!channel> <!here> <!everyone>',
  '<@U0BOT00001> <#C0GEN001> <!subteam^S0>',
  '<https://evil.example/|Open>',
  '<at>Asha Rao</at>',
  '{{DATE(2026-01-01T00:00:00Z)}} {{7*7}}',
  'javascript:window.hacked=1',
  '*bold* :tada: @channel',
  'a\u200bb\u2060c\ufeffd',
] as const;
