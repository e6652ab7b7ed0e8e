import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultPlan } from '../../http/fault-plan.ts';
import { sendJson, sendPage } from '../http/send.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ApiFault } from './api-fault.ts';
import type { AppMethods } from './app-methods.ts';
import { CallLimits } from './call-limits.ts';
import { chatMethods } from './chat-methods.ts';
import { lookUpMethods } from './look-up-methods.ts';
import type { ApiParts } from './method.ts';
import { type ApiCall, readCall } from './read-call.ts';
import { Refusal } from './refusal.ts';
import { viewMethods } from './view-methods.ts';

const METHODS = { ...chatMethods, ...lookUpMethods, ...viewMethods };

interface WebApiParts extends ApiParts {
  readonly workspaces: readonly Workspace[];
  readonly appMethods: AppMethods;
  /** Whether the bot is held to Slack's limits. */
  readonly keepsLimits: boolean;
}

/** Slack's Web API. */
export class WebApi {
  readonly faults = new FaultPlan<string, ApiFault>();
  /** All calls that could be read, oldest first. */
  readonly calls: ApiCall[] = [];
  readonly #parts: WebApiParts;
  readonly #limits = new CallLimits();

  constructor(parts: WebApiParts) {
    this.#parts = parts;
  }

  /** Answers a call of a method. */
  async answer(request: IncomingMessage, response: ServerResponse, method: string): Promise<void> {
    const { parameters, ...given } = await readCall(request, method);
    const fault = this.faults.take(method);
    if (parameters === undefined) return sendJson(response, 200, { ok: false, error: 'invalid_json' });
    const call = { ...given, parameters };
    this.calls.push(call);
    switch (fault?.kind) {
      case 'refused':
        return sendJson(response, 200, { ok: false, error: fault.code });
      case 'throttled':
        return sendThrottled(response, fault.retryAfterSeconds);
      case 'status':
        return sendPage(response, fault.status, 'Server Error');
      case 'html':
        return sendPage(response, 200, 'We are having trouble');
      case 'hang':
        return;
      case 'slow':
        await sleep(fault.ms);
        break;
      case 'lostAnswer':
        this.#run(call);
        response.destroy();
        return;
      case undefined:
        break;
      default:
        fault satisfies never;
    }
    const wait = this.#throttled(call);
    if (wait !== undefined) return sendThrottled(response, wait);
    const scopes = this.#workspaceOf(call)?.scopes.join(',');
    const headers = scopes === undefined ? {} : { 'x-oauth-scopes': scopes };
    sendJson(response, 200, this.#run(call), headers);
  }

  #run(call: ApiCall): object {
    try {
      return { ok: true, ...this.#result(call) };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.code, ...error.details };
      throw error;
    }
  }

  #result(call: ApiCall): object {
    const { method, token, parameters } = call;
    const ofTheApp = this.#parts.appMethods.find(method);
    if (ofTheApp !== undefined) return ofTheApp(call);
    const known = METHODS[method];
    if (known === undefined) throw new Refusal('unknown_method', { req_method: method });
    if (token === undefined) throw new Refusal('not_authed');
    const workspace = this.#workspaceOf(call);
    if (workspace === undefined) {
      throw new Refusal(token.startsWith('xapp-') ? 'not_allowed_token_type' : 'invalid_auth');
    }
    return known.run({ ...this.#parts, workspace }, parameters);
  }

  #workspaceOf({ token = '' }: ApiCall): Workspace | undefined {
    return this.#parts.workspaces.find(({ tokens }) => tokens.has(token));
  }

  #throttled(call: ApiCall): number | undefined {
    const known = METHODS[call.method];
    const workspace = this.#workspaceOf(call);
    if (!this.#parts.keepsLimits || known === undefined || workspace === undefined) return undefined;
    return call.method === 'chat.postMessage'
      ? this.#limits.noteMessage(String(call.parameters.channel))
      : this.#limits.note(call.method, workspace.team.id, known.callsPerMinute);
  }
}

function sendThrottled(response: ServerResponse, seconds: number): void {
  sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
}
