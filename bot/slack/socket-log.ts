import { LogLevel, type Logger as SlackLogger } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { cleanText } from '../../services/clean-text.ts';

/** What the library has to say that matters, without the addresses of connections, which open them. */
export function socketLog(log: Logger): SlackLogger {
  const say =
    (level: 'debug' | 'warn') =>
    (...words: unknown[]) => {
      const text = words
        .map(String)
        .join(' ')
        .replace(/wss?:\/\/\S+/gi, 'wss://…');
      log[level]({ detail: cleanText(text, []) }, 'Socket Mode');
    };
  return {
    // What comes and goes stands in these.
    debug: () => {},
    info: () => {},
    warn: say('debug'),
    error: say('warn'),
    setLevel: () => {},
    setName: () => {},
    getLevel: () => LogLevel.WARN,
  };
}
