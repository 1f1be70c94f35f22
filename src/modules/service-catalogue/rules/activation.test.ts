import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import { type Activation, activate, activeOn, deactivate, type Service, unitsOn } from './activation.ts';

const e = (code: string) => code as EntityCode;
const service = (values: Partial<Service> = {}): Service => ({
  code: 'antivirus',
  name: 'Antivirus',
  offeredSince: day('2026-01-01'),
  offeredUntil: null,
  for: 'all',
  unit: 'protected-workstations',
  needs: [],
  awaitsKey: null,
  ...values,
});
const activation = (values: Partial<Activation> = {}): Activation => ({
  service: 'antivirus',
  entity: e('c_e507'),
  from: day('2026-03-01'),
  until: null,
  act: 'det. 12/2026',
  units: 40,
  ...values,
});
const codes = (result: ReturnType<typeof activate>) =>
  result.ok ? 'ok' : result.refusals.map(({ code }) => code).join();

describe('services activated by entities', () => {
  it('[LC-6.2] an entity has a service from the day of its activation to the last day, both counted', () => {
    const ended = activation({ until: day('2026-06-30') });
    const on = (written: string) => activeOn([ended], day(written)).length;
    expect([on('2026-02-28'), on('2026-03-01'), on('2026-06-30'), on('2026-07-01')]).toEqual([0, 1, 1, 0]);
  });

  it('[AT-F2] a service by adhesion without a key is refused, with the clause and where to say it', () => {
    const source = { agreement: 'asti', clause: 'new-services', article: 'costi, secondo periodo' };
    const refused = activate(activation(), service({ awaitsKey: source }), []);
    expect(refused.ok || refused.refusals).toMatchObject([{ code: 'service-catalogue/no-key', source }]);
    expect(codes(activate(activation(), service(), []))).toBe('ok');
  });

  it('[LC-6.2] an activation that runs over another of the same service and entity is refused, others are not', () => {
    const there = [activation()];
    expect(codes(activate(activation({ from: day('2026-05-01') }), service(), there))).toBe(
      'service-catalogue/already-activated',
    );
    expect(codes(activate(activation({ entity: e('c_a745') }), service(), there))).toBe('ok');
    const ended = [activation({ until: day('2026-04-30') })];
    expect(codes(activate(activation({ from: day('2026-05-01') }), service(), ended))).toBe('ok');
    const before = activation({ from: day('2026-01-01'), until: day('2026-02-28') });
    expect(codes(activate(before, service(), there))).toBe('ok');
  });

  it('[LC-6.2] only what is offered on those days, to that entity, with what it needs, can be activated: all that is wrong at once', () => {
    expect(codes(activate(activation({ from: day('2025-12-31') }), service(), []))).toBe(
      'service-catalogue/not-offered',
    );
    const ending = service({ offeredUntil: day('2026-12-31') });
    expect(codes(activate(activation(), ending, []))).toBe('service-catalogue/not-offered');
    expect(codes(activate(activation({ until: day('2026-12-31') }), ending, []))).toBe('ok');
    expect(codes(activate(activation(), service({ for: [e('c_a745')] }), []))).toBe('service-catalogue/not-for-entity');
    const mail = service({ code: 'mail', name: 'Posta', needs: ['connectivity'] });
    const asked = activation({ service: 'mail' });
    expect(codes(activate(asked, mail, []))).toBe('service-catalogue/needs-another');
    const line = activation({ service: 'connectivity', from: day('2026-01-01'), units: null });
    expect(codes(activate(asked, mail, [line]))).toBe('ok');
    expect(codes(activate(asked, mail, [{ ...line, from: day('2026-04-01') }]))).toBe(
      'service-catalogue/needs-another',
    );
    expect(codes(activate(activation({ until: day('2026-02-01'), act: ' ', units: null }), service(), []))).toBe(
      'service-catalogue/ends-before-it-begins,service-catalogue/no-act,service-catalogue/no-units',
    );
  });

  it('[LC-6.2] a service ends on a day, but not while another one of the entity needs it', () => {
    const line = activation({ service: 'connectivity', units: null });
    const mail = service({ code: 'mail', name: 'Posta', needs: ['connectivity'] });
    const withMail = [line, activation({ service: 'mail' })];
    const refused = deactivate(line, day('2026-12-31'), { activations: withMail, services: [mail] });
    expect(refused.ok ? 'ok' : refused.refusals[0]!.code).toBe('service-catalogue/needed-by-another');
    const alone = deactivate(line, day('2026-12-31'), { activations: [line], services: [mail] });
    expect(alone.ok && alone.value.until).toBe('2026-12-31');
    const early = deactivate(line, day('2026-02-01'), { activations: [line], services: [] });
    expect(early.ok ? 'ok' : early.refusals[0]!.code).toBe('service-catalogue/ends-before-it-begins');
  });

  it('[LC-6.2.b] the units of list 2 on a day are those of the activations then, added by entity and unit', () => {
    const services = [
      service(),
      service({ code: 'edr', name: 'EDR' }),
      service({ code: 'help', name: 'Aiuto', unit: null }),
    ];
    const activations = [
      activation(),
      activation({ service: 'edr', units: 5 }),
      activation({ service: 'help', units: null }),
      activation({ entity: e('c_a745'), units: 7, until: day('2026-06-30') }),
    ];
    expect(unitsOn(activations, services, day('2026-06-30'))).toEqual([
      { entity: 'c_a745', unit: 'protected-workstations', quantity: 7 },
      { entity: 'c_e507', unit: 'protected-workstations', quantity: 45 },
    ]);
    expect(unitsOn(activations, services, day('2026-07-01'))).toHaveLength(1);
  });

  it('[LC-6.2] whatever is activated and accepted, an entity never has a service twice on a day', () => {
    const months = fc.integer({ min: 1, max: 12 }).map((month) => day(`2026-${String(month).padStart(2, '0')}-01`));
    const asked = fc.record({
      from: months,
      until: fc.option(months),
      entity: fc.constantFrom(e('c_e507'), e('c_a745')),
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 8 }), months, (all, on) => {
        const accepted: Activation[] = [];
        for (const each of all) {
          const result = activate(activation(each), service(), accepted);
          if (result.ok) accepted.push(result.value);
        }
        const there = activeOn(accepted, on).map(({ entity }) => entity);
        return new Set(there).size === there.length;
      }),
    );
  });
});
