import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Sends one of the page's own files. Returns false, with nothing sent, for a name that isn't one. */
export async function servePage(response: ServerResponse, name: string): Promise<boolean> {
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined || !/^[a-z-]+\.[a-z]+$/.test(name)) return false;
  try {
    const bytes = await readFile(new URL(`../page/${name}`, import.meta.url));
    response.writeHead(200, { 'Content-Type': contentType, 'Cache-Control': 'no-cache' });
    response.end(bytes);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
