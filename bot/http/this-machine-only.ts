import type restify from 'restify';
import { isLoopbackUrl } from '../../services/is-secure-url.ts';

const MESSAGE =
  'Without MicrosoftAppId nobody is authenticated, so only programs of this machine are served: ask for 127.0.0.1 or localhost.';

/**
 * For a bot that believes everybody. It listens on loopback only, but a browser on the same machine can be made to ask
 * by any web page: by its own address, which shows in `Origin`, or by a name that its owner points to loopback,
 * which shows in `Host`.
 */
export function thisMachineOnly(
  request: restify.Request,
  response: restify.Response,
  next: restify.Next,
): void {
  const { host, origin } = request.headers;
  const isOwn = isLoopbackUrl(`http://${host}`) && (origin === undefined || isLoopbackUrl(origin));
  if (isOwn) {
    next();
    return;
  }
  response.header('connection', 'close');
  response.send(403, { error: { code: 'NotThisMachine', message: MESSAGE } });
  next(false);
}
