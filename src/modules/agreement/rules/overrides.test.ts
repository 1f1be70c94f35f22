import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { checkDocument } from './check.ts';
import { theClause, withReadings } from './resolve.ts';

const written = `format: 1
id: sixth
name: { it: Prova, en: Trial }
shortName: Prova
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Unione, kind: unione }
clauses:
  - id: messages
    article: art. 1
    title: { it: Messaggi, en: Messages }
    summary: { it: A consumo., en: By use. }
    kind: metered-charge
    versions: [{ unit: messages, price: { reading: messages.price }, period: { reading: messages.period } }]
    readings:
      messages.price: { nature: missing, question: { it: Quanto?, en: How much? }, chosen: null, allowed: terms }
      messages.period: { nature: silent, question: { it: Quando?, en: When? }, chosen: quarter, allowed: terms }
`;

function document() {
  const checked = checkDocument(written);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.document;
}

describe('settings chosen for one run', () => {
  it('a value that is in no text at hand is a refusal that names the setting', () => {
    const clause = theClause(withReadings(document()).agreement, 'metered-charge', day('2027-01-01'));
    expect(clause.ok ? '' : clause.refusals[0]?.code).toBe('agreement/missing-value');
    expect(clause.ok ? '' : clause.refusals[0]?.says.it).toContain('messages.price');
  });

  it('a value that does not fit is a problem of its own key, and the document keeps its own value', () => {
    const { agreement, problems } = withReadings(document(), {
      'messages.price': 'much',
      'messages.period': 'month',
      'no.such': 1,
    });
    expect(problems.map(({ path }) => path).sort()).toEqual(['readings.messages.price', 'readings.no.such']);
    expect(agreement.readings.get('messages.price')?.value).toBe(null);
    expect(agreement.readings.get('messages.period')?.value).toBe('month');
  });

  it('a good value is not blamed for one that is missing beside it', () => {
    expect(withReadings(document(), { 'messages.period': 'year' }).problems).toEqual([]);
    expect(withReadings(document(), { 'messages.period': 'week' }).problems.map(({ path }) => path)).toEqual([
      'readings.messages.period',
    ]);
  });
});
