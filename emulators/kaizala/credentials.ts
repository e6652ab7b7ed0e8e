/** What a connector proves itself with. */
export interface Credentials {
  readonly applicationId: string;
  readonly applicationSecret: string;
  readonly refreshToken: string;
}

/** The connector that every emulator knows unless it is told of another. Fake on sight, and no secret. */
export const EMULATOR_CREDENTIALS: Credentials = {
  applicationId: '11111111-2222-4333-8444-555555555555',
  applicationSecret: 'emulator-secret-that-is-no-secret',
  refreshToken: 'emulator-refresh-token-that-is-no-secret',
};
