import type { z } from 'zod';

/** Reads the address of a virus scanner: `clamd://host:port`, `clamd:///path/of/its/socket` or `icap://host:port/service`. */
export function scanUrl(text: string, context: z.RefinementCtx): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isClamd = url?.protocol === 'clamd:' && (url.hostname !== '' || url.pathname.length > 1);
  const isIcap = url?.protocol === 'icap:' && url.hostname !== '';
  if (url && (isClamd || isIcap)) return url;
  context.addIssue(
    'must be the address of a scanner, such as clamd://127.0.0.1:3310, clamd:///run/clamav/clamd.ctl or icap://127.0.0.1:1344/virus_scan',
  );
  return new URL('clamd://invalid');
}
