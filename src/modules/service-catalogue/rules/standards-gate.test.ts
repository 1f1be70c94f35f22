import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { type StandardsReadings, standardsGate } from './standards-gate.ts';

const versions = [
  { version: 'v2', since: day('2027-03-01') },
  { version: 'v1', since: day('2025-01-01') },
];
const strict: StandardsReadings = {
  supportedRequiresAuthorisation: true,
  legacy: { supportedUntil: day('2028-12-31') },
};

function gate(bought: string, authorised: boolean, readings: StandardsReadings = strict, on = '2027-06-01') {
  const conformsTo = new Set(['v1', 'v2']);
  return standardsGate({ bought: day(bought), conformsTo, authorised }, { versions, on: day(on), readings });
}

describe('the standards gate', () => {
  it('[CAL-2.std.2, CAL-2.m] without the authorisation nothing is supported nor integrated', () => {
    expect(gate('2027-03-15', false)).toMatchObject({ version: 'v2', supported: false, integrable: false });
    expect(gate('2027-03-15', false).reasons).toHaveLength(1);
    expect(gate('2027-02-10', true)).toMatchObject({ version: 'v1', supported: true, integrable: true, reasons: [] });
  });

  it('[CAL-2.std.2] the standards are those in force on the day of purchase', () => {
    const old = { bought: day('2027-03-01'), conformsTo: new Set(['v1']), authorised: true };
    const outcome = standardsGate(old, { versions, on: day('2027-06-01'), readings: strict });
    expect(outcome).toMatchObject({ version: 'v2', supported: false, integrable: false });
    expect(outcome.reasons[0]!.it).toContain('v2');
  });

  it('[CAL-2.m] read literally, only integration needs the authorisation', () => {
    const literal = { ...strict, supportedRequiresAuthorisation: false };
    expect(gate('2027-03-15', false, literal)).toMatchObject({ supported: true, integrable: false });
  });

  it('[CAL-2.q] what was bought before any standard is supported until its day, or not at all', () => {
    expect(gate('2020-05-05', true)).toMatchObject({ version: undefined, supported: true });
    expect(gate('2020-05-05', true, strict, '2029-01-01')).toMatchObject({ supported: false, integrable: false });
    expect(gate('2020-05-05', true, { ...strict, legacy: 'unsupported' }).reasons).toHaveLength(1);
  });
});
