import { BridgeError, type Recovery } from '../errors.ts';
import { INSTEAD } from './instead.ts';
import { passingTrouble, type Refusal } from './passing-trouble.ts';

const GIVE_UP: Recovery = { action: 'giveUp' };

/** Teams' connector could not be asked. The message is meant for the person. */
export class ConnectorError extends BridgeError {
  static answered(answer: Refusal): ConnectorError {
    const passing = passingTrouble(answer, 'Teams');
    if (passing) return new ConnectorError('connector.unavailable', passing.message, passing.recovery);
    const { status } = answer;
    const message =
      status === 404
        ? `Teams doesn’t have it any more. Share it again, or ${INSTEAD}.`
        : `Teams does not let the bot see it (${status}). Add the app here again, or ${INSTEAD}.`;
    return new ConnectorError(status === 404 ? 'connector.missing' : 'connector.refused', message, GIVE_UP);
  }

  static unreachable(cause: unknown): ConnectorError {
    const message = `Teams could not be reached. Try again later, or ${INSTEAD}.`;
    return new ConnectorError('connector.unavailable', message, { action: 'retry' }, { cause });
  }

  static senseless(): ConnectorError {
    const message = `Teams’ answer is not the one that was expected. Please ${INSTEAD}.`;
    return new ConnectorError('connector.senseless', message, GIVE_UP);
  }
}
