import { expect, test } from 'vitest';
import { readCode, writtenRecoveryCode } from './recovery-code.ts';

test('a code of six figures is an app’s, sixteen letters are a recovery code, however they are spaced', () => {
  expect(readCode(' 123 456 ')).toEqual({ kind: 'app', code: '123456' });
  expect(readCode('abcd-efgh jklm-npqr')).toEqual({ kind: 'recovery', code: 'ABCDEFGHJKLMNPQR' });
  expect(readCode('12345')).toBeUndefined();
  expect(readCode('ABCD-EFGH-JKLM-NP0R')).toBeUndefined();
});

test('a recovery code is written in fours', () => {
  expect(writtenRecoveryCode('ABCDEFGHJKLMNPQR')).toBe('ABCD-EFGH-JKLM-NPQR');
});
