import { describe, expect, it } from 'vitest';
import { showTrace } from '../../kernel/explain.ts';
import type { Trace } from '../../kernel/trace.ts';
import { londa, service, seven, shareBy, shareVv, union } from '../../testing/share-costs.ts';

const lecco = shareBy('lecco');

describe('the explanation of cost-sharing', () => {
  const leaves = (trace: Trace): Trace[] => (trace.from.length === 0 ? [trace] : trace.from.flatMap(leaves));
  const all = (trace: Trace): Trace[] => [trace, ...trace.from.flatMap(all)];

  it('goes from each share down to clause, version, figure and date', () => {
    const explained = shareVv({}).explain();
    expect(Object.keys(explained)).toEqual(['', ...seven.map((_, place) => `shares[${place}]`)]);
    const [line] = explained['shares[0]']!.from;
    expect(showTrace(line!, 'it')).toBe(
      's (Servizio associato): 70.815,93 € — metà per PC (130 su 388) + metà per abitanti (20.500 su 63.330), art. 13 c. 1',
    );
    expect(showTrace(line!, 'en')).toContain(
      'half by PCs (130 of 388) + half by inhabitants (20,500 of 63,330), art. 13 c. 1',
    );
    const said = leaves(line!).map((leaf) => showTrace(leaf, 'it'));
    expect(said).toContain('personal computer in uso di Pontassieve (c_g825): 130 — registro facts, 2026-12-31');
    expect(said.some((each) => each.includes('art. 13 c. 1, in vigore dal 28 dicembre 2012'))).toBe(true);
  });

  it('no step is a leaf, the lines of a share sum to it, and shared parts are one node', () => {
    const tried = shareVv({
      entities: [union, ...seven],
      costs: [
        { ...service, contributions: [{ source: 'regional', amount: '10.00' }] },
        { id: 'i', item: 'investment', amount: '100.00', participants: ['c_e668', 'c_h635'] },
        { id: 'p', amount: '7.00', requestedBy: ['c_e668', 'ucvv'], authorised: '2027-01-01' },
      ],
      secondments: [{ entity: 'c_h635', cost: '36500.00', percent: '60' }],
    });
    const explained = tried.explain();
    for (const trace of Object.values(explained)) {
      for (const node of all(trace)) {
        if (node.why.kind === 'step') expect(node.from.length).toBeGreaterThan(0);
        expect(node.what.it).not.toBe('');
        expect(node.what.en).not.toBe('');
      }
    }
    const londaShare = explained['shares[6]']!;
    const centsOf = ({ value }: Trace): bigint => (value.kind === 'money' ? value.cents : 0n);
    expect(londaShare.from.map(centsOf).reduce((sum, each) => sum + each, 0n)).toBe(centsOf(londaShare));
    expect(centsOf(londaShare)).toBeGreaterThan(0n);
    expect(londaShare.from[0]!.from.at(-1)).toBe(
      londaShare.from.find(({ what }) => what.it.startsWith('Personale'))!.from.at(-1),
    );
  });

  it('says the reading where the lead takes no part, the days of who joined, and the corrective', () => {
    const excluded = shareVv({ entities: [union, londa] }).explain()['shares[0]']!;
    expect(leaves(excluded).map(({ why }) => why)).toContainEqual(
      expect.objectContaining({ kind: 'reading', key: 'cost_sharing.lead_entity', chosen: 'excluded' }),
    );
    const joined = lecco({
      year: 2020,
      entities: [
        { code: 'a', workstations: 46, joined: '2020-09-01' },
        { code: 'b', workstations: 10 },
      ],
      costs: [{ id: 'r', item: 'staff', amount: '100.00' }],
    }).explain()['shares[0]']!;
    expect(
      all(joined)
        .map((node) => showTrace(node, 'it'))
        .join('\n'),
    ).toContain('46 per 122 giorni di adesione su 366');
    const relieved = shareVv(
      {},
      { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '20' } },
    );
    expect(showTrace(relieved.explain()['shares[5]']!.from[0]!, 'it')).toContain("con il correttivo dell'art. 13 c. 3");
  });
});
