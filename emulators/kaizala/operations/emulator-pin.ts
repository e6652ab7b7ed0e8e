/** The PIN that every phone number gets. No text message is sent, so it is the same for all. */
export const EMULATOR_PIN = '1234';
