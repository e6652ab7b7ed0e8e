import assert from 'node:assert/strict';
import { domainProblem } from '../../../deploy/teams/domain-problem.ts';

describe('domainProblem', () => {
  for (const domain of [
    'bot.example.com',
    'example.com',
    'BOT.Example.com',
    'a-b.c1.example.co.uk',
    'x1y2z3-3978.euw.devtunnels.ms',
    'xn--mnchen-3ya.example',
    `${'a'.repeat(63)}.example.com`,
  ]) {
    it(`takes ${domain}`, () => assert.equal(domainProblem(domain), undefined));
  }

  const refused: [string, RegExp][] = [
    ['', /empty/],
    ['https://bot.example.com', /without https/],
    ['wss://bot.example.com', /scheme/],
    ['bot.example.com/', /path/],
    ['bot.example.com/api/messages', /path/],
    ['bot.example.com?x', /path/],
    ['bot.example.com:443', /port/],
    ['me@bot.example.com', /@/],
    ['*.example.com', /wildcard/],
    ['203.0.113.7', /address/],
    ['2001:db8::1', /address/],
    ['[2001:db8::1]', /address/],
    [' bot.example.com', /space/],
    ['bot.example.com\n', /space/],
    ['münchen.example', /xn--/],
    ['bot..example.com', /no host name/],
    ['bot.example.com.', /no host name/],
    ['.example.com', /no host name/],
    ['-bot.example.com', /no host name/],
    ['bot_1.example.com', /no host name/],
    ['bot"},{"x.example.com', /no host name/],
    [`${'a'.repeat(64)}.example.com`, /no host name/],
    [`${'a.'.repeat(126)}com`, /no host name/],
    ['localhost', /internet/],
    ['bot', /internet/],
    ['bot.local', /internet/],
    ['bot.localhost', /internet/],
    ['1.2.3', /internet/],
  ];
  for (const [domain, problem] of refused) {
    it(`refuses ${JSON.stringify(domain).slice(0, 60)}, and says why`, () => {
      assert.match(domainProblem(domain) ?? '', problem);
    });
  }
});
