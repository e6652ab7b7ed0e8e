/** An error as the API answers it. Only `Unauthenticated`, `InvalidToken` and `InvalidParameters` are known codes of Kaizala's. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly errorCode: string;
  readonly errorCategoryKey: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorCode: string,
    message: string,
    extra: { errorCategoryKey?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.errorCategoryKey = extra.errorCategoryKey ?? 'RequestException';
    this.headers = extra.headers ?? {};
  }
}
