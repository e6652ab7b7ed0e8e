import assert from 'node:assert/strict';
import { takesSlackToken } from '../../../services/slack/takes-slack-token.ts';

const SLACK = 'https://slack.com/api/';
const PROXY = 'https://slack.proxy.test/api/';
const STAND_IN = 'http://127.0.0.1:9100/api/';
const NAMED = ['127.0.0.1:9200', 'localhost', 'files.example.com', '[::1]:9300'];

describe('the token of Slack', () => {
  for (const [url, apiUrl] of [
    ['https://files.slack.com/files-pri/T1-F1/a.pdf', SLACK],
    ['https://FILES.Slack.com:443/a.pdf', SLACK],
    ['https://acme.slack.com/files/a.pdf', SLACK],
    ['https://acme.enterprise.slack.com/a.pdf', SLACK],
    ['https://files.slack.com/a.pdf', STAND_IN],
    ['https://slack.proxy.test/files/a.pdf', PROXY],
    ['http://127.0.0.1:9100/files/a.pdf', STAND_IN],
    ['http://127.0.0.1:9200/a.pdf', SLACK],
    ['http://localhost:7000/a.pdf', SLACK],
    ['http://[::1]:9300/a.pdf', SLACK],
  ] as const) {
    it(`goes to ${url} with the Web API at ${apiUrl}`, () => {
      assert.equal(takesSlackToken(new URL(url), { apiUrl, fileHosts: NAMED }), true);
    });
  }

  for (const [url, apiUrl] of [
    ['http://files.slack.com/a.pdf', SLACK],
    ['https://files.slack.com:8443/a.pdf', SLACK],
    ['https://slack.com/a.pdf', SLACK],
    ['https://slack.com/api/files', SLACK],
    ['https://slack-files.com/T1-F1-8c92', SLACK],
    ['https://evilslack.com/a.pdf', SLACK],
    ['https://files.slack.com.evil.test/a.pdf', SLACK],
    ['https://evil.test/files.slack.com/a.pdf', SLACK],
    ['https://files.slack.com@evil.test/a.pdf', SLACK],
    ['https://user@files.slack.com/a.pdf', SLACK],
    ['https://files.slack.com./a.pdf', SLACK],
    ['https://docs.google.com/document/d/1a2b', SLACK],
    ['https://files.example.com/a.pdf', SLACK],
    ['http://127.0.0.1:9100/a.pdf', SLACK],
    ['http://127.0.0.1:9101/a.pdf', STAND_IN],
    ['https://127.0.0.1:9100/a.pdf', STAND_IN],
    ['http://slack.proxy.test/a.pdf', PROXY],
    ['https://files.slack.proxy.test/a.pdf', PROXY],
    ['ftp://127.0.0.1:9200/a.pdf', SLACK],
  ] as const) {
    it(`does not go to ${url} with the Web API at ${apiUrl}`, () => {
      assert.equal(takesSlackToken(new URL(url), { apiUrl, fileHosts: NAMED }), false);
    });
  }
});
