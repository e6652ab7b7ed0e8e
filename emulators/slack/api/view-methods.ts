import { z } from 'zod';
import { viewJson } from '../app/view-json.ts';
import { checkView, type Modal } from '../blocks/check-view.ts';
import { type ApiMethod, type Caller, defineMethod, TIER } from './method.ts';
import { malformed, Refusal } from './refusal.ts';

const open = defineMethod(
  TIER.four,
  z.looseObject({ trigger_id: z.string(), view: z.unknown() }),
  (caller, { trigger_id, view }) => {
    const modal = readView(view);
    return answer(caller, caller.views.open(caller.triggers.take(trigger_id), modal));
  },
);

const push = defineMethod(
  TIER.four,
  z.looseObject({ trigger_id: z.string(), view: z.unknown() }),
  (caller, { trigger_id, view }) => {
    const modal = readView(view);
    return answer(caller, caller.views.push(caller.triggers.take(trigger_id), modal));
  },
);

const update = defineMethod(
  TIER.four,
  z.looseObject({
    view: z.unknown(),
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  (caller, { view, view_id, external_id, hash }) => {
    const modal = readView(view);
    const id = view_id ?? (external_id && caller.views.findByExternalId(external_id)?.id);
    if (!id) throw new Refusal('not_found');
    return answer(caller, caller.views.update(id, modal, hash));
  },
);

/** Modals. */
export const viewMethods: Readonly<Record<string, ApiMethod>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
};

/** A modal that the app gives. Throws a `Refusal`. */
export function readView(given: unknown): Modal {
  const checked = checkView(given);
  if ('view' in checked) return checked.view;
  throw malformed(checked.code, checked.problems);
}

function answer({ workspace }: Caller, view: ReturnType<Caller['views']['open']>) {
  return { view: viewJson(view, workspace) };
}
