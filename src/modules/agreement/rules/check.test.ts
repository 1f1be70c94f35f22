import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { checkDocument } from './check.ts';
import { documentJsonSchema } from './document.ts';
import { chosenReadings, theClause, withReadings } from './resolve.ts';

const good = `format: 1
id: sixth
name: { it: Prova, en: Trial }
shortName: Prova
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Unione, kind: unione }
acts:
  - { id: act-1, title: { it: Delibera 1, en: Resolution 1 }, date: 2020-01-01 }
clauses:
  - id: split
    article: art. 1
    title: { it: Riparto, en: Split }
    summary: { it: Per postazioni., en: By workstations. }
    kind: allocation
    versions:
      - since: 2020-01-01
        by: act-1
        lead: { reading: cost_sharing.lead_entity }
        items:
          - { id: service, name: { it: Servizio, en: Service }, method: { by: key, mix: { workstations: 1/2, population: 1/2 } } }
    readings:
      cost_sharing.lead_entity:
        nature: reading
        question: { it: Il capofila partecipa?, en: Does the lead take part? }
        chosen: excluded
        allowed: { choice: [excluded, pc_only] }
`;

function problemsOf(written: string) {
  const checked = checkDocument(written);
  return checked.ok ? [] : checked.problems;
}

describe('agreement documents', () => {
  it('takes a good one and resolves its readings', () => {
    const checked = checkDocument(good);
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const { agreement } = withReadings(checked.document, { 'cost_sharing.lead_entity': 'pc_only' });
    const clause = theClause(agreement, 'allocation', day('2027-01-01'));
    expect(clause.ok && clause.value.terms.lead).toBe('pc_only');
    expect(chosenReadings(agreement)).toEqual({ 'cost_sharing.lead_entity': 'pc_only' });
  });

  it('refuses a clause of no kind in the agreement, and one before its first version', () => {
    const checked = checkDocument(good);
    if (!checked.ok) throw new Error('not good');
    const { agreement } = withReadings(checked.document);
    const none = theClause(agreement, 'quorum', day('2027-01-01'));
    expect(none.ok ? '' : none.refusals[0]?.code).toBe('agreement/no-such-clause');
    const early = theClause(agreement, 'allocation', day('2019-12-31'));
    expect(early.ok ? '' : early.refusals[0]?.code).toBe('agreement/not-yet-in-force');
  });

  it('names every problem at once, each with its line', () => {
    const wrong = good
      .replace('state: in-force', 'state: working')
      .replace('kind: unione', 'kind: comun')
      .replace('by: act-1', 'by: act-1\n        colour: red');
    expect(problemsOf(wrong).map(({ path, line }) => [path, line])).toEqual([
      ['state', 6],
      ['lead.kind', 7],
      ['clauses[0].versions[0].colour', 19],
    ]);
  });

  it('names unknown readings, acts and parts, and values that are not allowed', () => {
    const wrong = good
      .replace('reading: cost_sharing.lead_entity', 'reading: cost_sharing.leader')
      .replace('by: act-1', 'by: act-2')
      .replace('chosen: excluded', 'chosen: never')
      .replace('    kind: allocation', '    part: capo-9\n    kind: allocation');
    expect(
      problemsOf(wrong)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      'clauses[0].part',
      'clauses[0].readings.cost_sharing.lead_entity.chosen',
      'clauses[0].versions[0].by',
      'clauses[0].versions[0].lead',
    ]);
  });

  it('reports syntax errors, empty files and alias bombs without failing', () => {
    expect(problemsOf('a: [1')[0]?.line).toBe(1);
    expect(problemsOf('')).toHaveLength(1);
    const bomb = `a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n`;
    expect(problemsOf(bomb)).not.toHaveLength(0);
    expect(problemsOf('- 1\n- 2')).toHaveLength(1);
  });

  it('reports a reading override that is unknown or not allowed, at its path', () => {
    const checked = checkDocument(good);
    if (!checked.ok) throw new Error('not good');
    expect(
      withReadings(checked.document, { 'cost_sharing.lead_entity': 'no', 'a.b': 1 }).problems.map(({ path }) => path),
    ).toEqual(['readings.cost_sharing.lead_entity', 'readings.a.b']);
  });

  it('has a JSON Schema of the format', () => {
    expect(JSON.stringify(documentJsonSchema())).toContain('vote-weights');
  });
});
