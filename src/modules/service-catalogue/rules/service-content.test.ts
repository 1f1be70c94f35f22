import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import { text } from '../../../kernel/text.ts';
import { hasByRight, type ServiceContent, stateOn } from './service-content.ts';

const content = (values: Partial<ServiceContent> = {}): ServiceContent => ({
  ...{
    name: text('SMS', 'SMS'),
    does: text('Invia SMS.', 'Sends text messages.'),
    line: 'technical',
    owner: '',
    clause: null,
  },
  ...{
    entities: null,
    askedBy: 'everybody',
    entitlement: 'on-request',
    free: false,
    costItem: null,
    unit: null,
    needs: [],
  },
  ...{ categories: [], offeredSince: day('2026-03-01'), offeredUntil: null, fields: [] },
  ...values,
});
const at = (written: string, ownOffice = false) => ({ entity: 'c_a479', ownOffice, on: day(written) });

describe('services of the catalogue', () => {
  it('[AT-U4] a service is planned until its first day, active to its last day counted, then ended', () => {
    const sms = content({ offeredUntil: day('2026-12-31') });
    const states = ['2026-02-28', '2026-03-01', '2026-12-31', '2027-01-01'].map((on) => stateOn(sms, day(on)));
    expect(states).toEqual(['planned', 'active', 'active', 'ended']);
  });

  it('[AT-U1] what everybody has by right needs no act, while it is offered and to whom it is for', () => {
    const modules = content({ entitlement: 'by-right' });
    expect(hasByRight(modules, at('2026-03-01'))).toBe(true);
    expect(hasByRight(modules, at('2026-02-01'))).toBe(false);
    expect(hasByRight(content({ entitlement: 'by-right', entities: ['c_b376' as EntityCode] }), at('2026-03-01'))).toBe(
      false,
    );
    expect(hasByRight(content(), at('2026-03-01'))).toBe(false);
  });

  it('[VV-3.2.15] full management is by right of the entities without an IT office of their own', () => {
    const full = content({ entitlement: 'without-own-office' });
    expect([hasByRight(full, at('2026-03-01')), hasByRight(full, at('2026-03-01', true))]).toEqual([true, false]);
  });
});
