import assert from 'node:assert/strict';

/** Checks an error answer's status and code, and returns its message. */
export async function assertError(response: Response, status: number, errorCode: string): Promise<string> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  const body = JSON.parse(text) as { message: string; errorCode: string; errorCategoryKey: string };
  assert.equal(body.errorCode, errorCode);
  assert.equal(typeof body.errorCategoryKey, 'string');
  return body.message;
}
