import { z } from 'zod';
import { ConfigurationError } from '../config/configuration-error.ts';

const metadata = z.object({ issuer: z.string().min(1) });

/**
 * What makes the SDK believe a stand-in for the Bot Framework: all of these together, for those that are left
 * out would be undefined.
 * @throws ConfigurationError if the stand-in can't be asked
 */
export async function standInSettings(root: string) {
  const metadataUrl = `${root}/v1/.well-known/openidconfiguration`;
  return {
    ToChannelFromBotLoginUrl: `${root}/botframework.com`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: await readIssuer(metadataUrl),
    OAuthUrl: root,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    CallerId: 'urn:kaizala-bridge:stand-in',
  };
}

async function readIssuer(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return metadata.parse(await answer.json()).issuer;
  } catch {
    throw new ConfigurationError(['BOT_FRAMEWORK_ROOT: nothing there answers as the Bot Framework does']);
  }
}
