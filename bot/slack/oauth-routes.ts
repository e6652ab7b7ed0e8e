import type { RequestHandler, Server } from 'restify';
import type { OAuthPages } from './oauth-pages.ts';

/** Serves the pages by which people add the app to their workspace. */
export function mountOAuth(server: Server, pages: OAuthPages): void {
  const answer =
    (page: OAuthPages['install']): RequestHandler =>
    (request, response, next) => {
      page(request, response).then(() => next(false), next);
    };
  server.get('/slack/install', answer(pages.install));
  server.get('/slack/oauth', answer(pages.comeBack));
}
