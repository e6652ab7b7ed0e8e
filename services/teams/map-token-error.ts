import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { GraphError } from './graph-error.ts';
import type { TextAnswer } from './http-text.ts';
import { INSTEAD } from './instead.ts';
import { passingTrouble } from './passing-trouble.ts';

const text = z.string().optional().catch(undefined);
const errorBody = z.object({ error: text, error_description: text }).catch({});

/** Who gives tokens, for Graph and for the bot itself, as people know it. */
export const ENTRA = 'Microsoft Entra ID';

/** What the refusal of a token means. What Entra ID says itself is not repeated: it may hold what was sent. */
export function mapTokenError(answer: TextAnswer): GraphError {
  const passing = passingTrouble(answer, ENTRA);
  if (passing) return GraphError.passing(passing);
  const { error, error_description: description } = errorBody.parse(parseJson(answer.text));
  const [code] = /AADSTS\d{1,9}/.exec(description ?? '') ?? [];
  const detail = code ?? answer.status;
  if (code === 'AADSTS700016' || error === 'unauthorized_client') {
    return refused(
      'graph.consent.tenant',
      `The app is not known in this organisation (${detail}). An administrator has to grant it consent`,
    );
  }
  if (error === 'invalid_client') {
    return refused(
      'graph.token',
      `The bot’s secret is wrong or has expired (${detail}). Ask an administrator to check MicrosoftAppPassword`,
    );
  }
  return refused(
    'graph.token',
    `${ENTRA} gives the bot no token (${detail}). Ask an administrator to check the app registration, and GRAPH_LOGIN_ROOT if it is set`,
  );
}

function refused(code: 'graph.token' | 'graph.consent.tenant', message: string): GraphError {
  const words = `${message}; until then, ${INSTEAD}.`;
  return new GraphError(code, words, { action: 'giveUp' }, { canBeMended: true });
}
