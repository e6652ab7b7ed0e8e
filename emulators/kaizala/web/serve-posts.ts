import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kaizala } from '../api/call.ts';
import { readJson } from '../api/read-json.ts';
import { answerJson } from '../http/answer-json.ts';
import { readBody } from '../http/read-body.ts';
import { memberPostSchema, postAs } from '../operations/post-as.ts';
import { listPosts } from './list-posts.ts';
import { postView } from './post-view.ts';

/** `/emulator/posts`: GET lists them, POST posts as a member of a group. Returns false for another method. */
export async function servePosts(
  kaizala: Kaizala,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  switch (request.method) {
    case 'GET':
      answerJson(response, 200, { posts: listPosts(kaizala.state, query) });
      return true;
    case 'POST': {
      const body = readBody(request);
      const content = await readJson({ headers: request.headers, body }, memberPostSchema);
      answerJson(response, 201, postView(kaizala.state, postAs(kaizala, content)));
      return true;
    }
    default:
      return false;
  }
}
