import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { requestCategories } from '../agreement/rules/index.ts';
import { scope } from './scope.ts';

function ask(agreement: string, request: Record<string, unknown>, readings: Record<string, unknown> = {}) {
  return trySimulation(scope, agreement, { request }, readings);
}
const vv = (request: Record<string, unknown>, readings: Record<string, unknown> = {}) =>
  ask('valdarno-valdisieve', request, readings).result?.outcome;

describe('scope in Valdarno e Valdisieve', () => {
  it.each([
    ['pc', 'in-scope'],
    ['notebook', 'in-scope'],
    ['server', 'in-scope'],
    ['printer', 'in-scope'],
    ['network-device', 'in-scope'],
    ['application', 'in-scope'],
    ['consumable', 'out-of-scope'],
    ['fixed-telephony', 'out-of-scope'],
    ['mobile-telephony', 'out-of-scope'],
    ['tablet', 'out-of-scope'],
    ['smartphone', 'out-of-scope'],
    ['one-off-software', 'entity-may-buy-unassisted'],
    ['electric-device', 'out-of-scope'],
  ])('[VV-3.2.11, VV-3.3.a, VV-3.3.b, VV-10.5.b] a plain %s is %s', (category, outcome) => {
    expect(vv({ category })).toBe(outcome);
  });

  it('[VV-3.3.c] a tablet or smartphone in a planned project is in scope, whatever it hosts', () => {
    for (const category of ['tablet', 'smartphone'])
      for (const hostsManagementApplications of [true, false])
        expect(vv({ category, project: 'P-12', hostsManagementApplications })).toBe('in-scope');
  });

  it('[VV-10.5.b] with management applications and without a project, as the setting says', () => {
    const request = { category: 'tablet', project: null, hostsManagementApplications: true };
    expect(vv(request)).toBe('assisted-purchase-needs-project');
    expect(vv(request, { 'scope.tablet_with_management_app': 'out_of_scope' })).toBe('out-of-scope');
    expect(vv(request, { 'scope.tablet_with_management_app': 'in_scope' })).toBe('in-scope');
    expect(vv({ category: 'tablet' }, { 'scope.tablet_with_management_app': 'in_scope' })).toBe('out-of-scope');
    expect(vv({ category: 'pc' }, { 'scope.tablet_with_management_app': 'out_of_scope' })).toBe('in-scope');
  });

  it('a project changes nothing for what is out of scope anyway', () => {
    expect(vv({ category: 'consumable', project: 'P-12' })).toBe('out-of-scope');
    expect(vv({ category: 'mobile-telephony', project: 'P-12', hostsManagementApplications: true })).toBe(
      'out-of-scope',
    );
  });

  it('names the requirement row and says it in a sentence', () => {
    expect(ask('valdarno-valdisieve', { category: 'consumable' }).result).toEqual({
      outcome: 'out-of-scope',
      clause: 'VV-3.3.a',
      says: expect.stringMatching(/\w.*\.$/),
    });
  });
});

describe('scope elsewhere', () => {
  it('[CAL-2.tel] in Calatino every category is in scope, telephony included', () => {
    for (const category of requestCategories)
      for (const hostsManagementApplications of [true, false])
        expect(ask('calatino', { category, hostsManagementApplications }).result?.outcome).toBe('in-scope');
  });

  it('is refused where the agreement has no table', () => {
    for (const name of ['lecco', 'asti', 'empolese-valdelsa'])
      expect(ask(name, { category: 'pc' })).toMatchObject({ exit: 3, codes: ['agreement/no-such-clause'] });
  });

  it('reports wrong facts together', () => {
    expect(trySimulation(scope, 'calatino', {}).paths).toEqual(['request']);
    expect(
      ask('calatino', { category: 'car', project: 3, hostsManagementApplications: 'no', brand: 'x' }).paths!.toSorted(),
    ).toEqual(['request.brand', 'request.category', 'request.hostsManagementApplications', 'request.project']);
    expect(trySimulation(scope, 'calatino', { request: 'pc', year: 2027 }).paths!.toSorted()).toEqual([
      'request',
      'year',
    ]);
    expect(ask('calatino', {}).paths).toEqual(['request.category']);
    expect(ask('calatino', { category: 'pc', project: '' }).paths).toEqual(['request.project']);
  });

  it('the first line of a table that fits decides; where none does the rule refuses', () => {
    const sixth = agreementOf(`
  - id: scope
    article: art. 4
    title: { it: Competenze, en: Scope }
    summary: { it: Una tabella., en: A table. }
    kind: scope
    versions:
      - table:
          - { categories: any, when: { project: true }, outcome: in-scope, requirement: SIX-4.a, says: { it: Con un progetto., en: With a project. } }
          - { categories: [pc], outcome: out-of-scope, requirement: SIX-4.b, says: { it: Senza., en: Without. } }
`);
    const of = (request: Record<string, unknown>) => trySimulation(scope, sixth, { request });
    expect(of({ category: 'pc', project: 'P' }).result).toMatchObject({ outcome: 'in-scope', clause: 'SIX-4.a' });
    expect(of({ category: 'pc' }).result).toMatchObject({ outcome: 'out-of-scope', clause: 'SIX-4.b' });
    expect(of({ category: 'printer' })).toMatchObject({ exit: 3, codes: ['service-catalogue/no-row'] });
  });
});
