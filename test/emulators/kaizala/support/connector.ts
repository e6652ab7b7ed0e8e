import type { KaizalaEmulator } from '../../../../emulators/kaizala/emulator.ts';

/** A part of an upload. The bytes need not be what the type says: the emulator doesn't look. */
export interface Part {
  readonly name: string;
  readonly type: string;
  readonly bytes?: string | Uint8Array<ArrayBuffer>;
}

export const PHOTO: Part = { name: 'photo.jpg', type: 'image/jpeg', bytes: 'photo' };

/** A minimal client: it does what it is told and looks at nothing. Redirects are left to the test. */
export class Connector {
  readonly emulator: KaizalaEmulator;
  endpointUrl = '';
  accessToken = '';

  private constructor(emulator: KaizalaEmulator) {
    this.emulator = emulator;
  }

  /** One that has fetched its access token. */
  static async connect(emulator: KaizalaEmulator): Promise<Connector> {
    const connector = new Connector(emulator);
    const response = await requestAccessToken(emulator);
    const body = (await response.json()) as { accessToken: string; endpointUrl: string };
    connector.accessToken = body.accessToken;
    connector.endpointUrl = body.endpointUrl;
    return connector;
  }

  /** Calls a path below the endpoint. */
  call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { accessToken: this.accessToken, ...(init.headers as Record<string, string>) };
    return fetch(`${this.endpointUrl}v1/${path}`, { redirect: 'manual', ...init, headers });
  }

  post(path: string, body: object): Promise<Response> {
    return this.call(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  upload(parts: readonly Part[], field = 'files'): Promise<Response> {
    const body = new FormData();
    for (const { name, type, bytes = 'bytes' } of parts)
      body.append(field, new Blob([bytes], { type }), name);
    return this.call('media', { method: 'POST', body });
  }

  async uploadedResource(parts: readonly Part[]): Promise<string> {
    const response = await this.upload(parts);
    if (response.status !== 200) throw new Error(`The upload was answered ${await response.text()}`);
    return ((await response.json()) as { mediaResource: string }).mediaResource;
  }

  postAction(
    groupId: string,
    actionType: string,
    mediaResource: string,
    caption?: string,
  ): Promise<Response> {
    const actionBody = caption === undefined ? { mediaResource } : { mediaResource, caption };
    return this.post(`groups/${encodeURIComponent(groupId)}/actions`, { actionType, actionBody });
  }

  /** Uploads and posts in one go. */
  async share(groupId: string, actionType: string, parts: readonly Part[], caption?: string): Promise<void> {
    const response = await this.postAction(groupId, actionType, await this.uploadedResource(parts), caption);
    if (response.status !== 200) throw new Error(`The post was answered ${await response.text()}`);
  }
}

/** `GET /v1/accessToken` with the emulator's credentials, or others in their place. */
export function requestAccessToken(
  emulator: KaizalaEmulator,
  headers: Partial<Record<'applicationId' | 'applicationSecret' | 'refreshToken', string>> = {},
): Promise<Response> {
  return fetch(`${emulator.url}/v1/accessToken`, { headers: { ...emulator.credentials, ...headers } });
}
