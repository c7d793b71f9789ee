import type { ChannelFinding } from '@parley/api-client';
import {
  findingsAt,
  holdsUp,
  isCloudStep,
  ownFault,
  reachable,
  stepAfter,
  stepBefore,
  stepOf,
} from './cloud-steps';

const finding = (check: string, verdict: ChannelFinding['verdict']): ChannelFinding => ({
  check,
  verdict,
  reason: '',
  fix: null,
});
const fault = (field: string) => ({ field, code: 'malformed', message: 'No.' });

describe('the steps to a number of the Cloud API', () => {
  it('follow each other, and the last one stays', () => {
    expect(stepAfter('accessToken')).toBe('phoneNumberId');
    expect(stepAfter('name')).toBe('name');
    expect(stepBefore('accessToken')).toBeNull();
    expect(stepBefore('wabaId')).toBe('phoneNumberId');
    expect(isCloudStep('pin')).toBe(false);
    expect(isCloudStep(null)).toBe(false);
  });

  it('go back to the first value that is missing, as the token is after a reload', () => {
    expect(reachable('wabaId', { phoneNumberId: '1' })).toBe('accessToken');
    expect(reachable('wabaId', { accessToken: 't', phoneNumberId: '1' })).toBe('wabaId');
    expect(reachable('name', { accessToken: 't' })).toBe('phoneNumberId');
    expect(reachable('accessToken', {})).toBe('accessToken');
  });

  it('say nothing of the account before it is named', () => {
    const all = [finding('access_token', 'ok'), finding('account', 'unknown')];
    expect(findingsAt('phoneNumberId', all).map(({ check }) => check)).toEqual(['access_token']);
    expect(findingsAt('wabaId', all)).toEqual(all);
  });

  it('name the value that a check is about', () => {
    expect(stepOf(finding('token_scopes', 'fault'))).toBe('accessToken');
    expect(stepOf(finding('account', 'fault'))).toBe('wabaId');
    expect(stepOf(finding('number_state', 'fault'))).toBe('phoneNumberId');
  });

  it('find the fault of their own value, and wait for no other', () => {
    const errors = [fault('accessToken'), fault('phoneNumberId')];
    expect(ownFault('phoneNumberId', { errors })?.field).toBe('phoneNumberId');
    expect(ownFault('wabaId', { errors })).toBeNull();
  });

  it('are held up by faults alone', () => {
    expect(holdsUp([finding('a', 'unknown'), finding('b', 'warning')])).toBe(false);
    expect(holdsUp([finding('a', 'ok'), finding('b', 'fault')])).toBe(true);
  });
});
