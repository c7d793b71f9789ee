import { Finding } from '../../../channels';
import { ConnectionFacts, DoctorFacts } from './facts';
import { accountOfNumber, numberHealth, numberName, numberQuality, numberState } from './number-checks';
import { accessToken, tokenApp, tokenScopes } from './token-checks';
import {
  callbackAddress,
  clock,
  lastInbound,
  publicAddress,
  signedWebhook,
  subscribedApp,
  verifyToken,
} from './webhook-checks';

/** What can be told of values that nobody has stored yet. */
const OF_VALUES: readonly ((facts: ConnectionFacts) => Finding)[] = [
  accessToken,
  tokenScopes,
  tokenApp,
  accountOfNumber,
  numberState,
  numberHealth,
  numberQuality,
  numberName,
];

/** Of a connection; what comes first is to be mended first. */
const OF_CONNECTION: readonly ((facts: DoctorFacts) => Finding)[] = [
  ...OF_VALUES,
  publicAddress,
  verifyToken,
  signedWebhook,
  subscribedApp,
  callbackAddress,
  clock,
  lastInbound,
];

export const findingsOfValues = (facts: ConnectionFacts): Finding[] => OF_VALUES.map((rule) => rule(facts));

export const findingsOfConnection = (facts: DoctorFacts): Finding[] =>
  OF_CONNECTION.map((rule) => rule(facts));
