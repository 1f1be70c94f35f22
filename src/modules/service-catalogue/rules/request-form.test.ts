import { describe, expect, it } from 'vitest';
import { text } from '../../../kernel/text.ts';
import { answersTo } from './request-form.ts';
import type { FormField } from './service-content.ts';

const field = (code: string, kind: FormField['kind'], values: Partial<FormField> = {}): FormField => ({
  ...{ code, kind, label: text(`${code}?`, `${code}?`), required: true, choices: [] },
  ...values,
});
const form = [
  field('who', 'person'),
  field('from', 'date'),
  field('size', 'choice', { choices: [text('piccola', 'small'), text('grande', 'large')] }),
  field('shared', 'yes-no'),
  field('note', 'long-text', { required: false }),
];

describe('request forms of services', () => {
  it('[VV-3.2.5] answers stay in the order of the form, with the question in its words; what is not asked is not taken', () => {
    const given = { shared: 'yes', size: 'grande', who: ' Anna Bini ', from: '2027-02-01', note: ' ', other: 'x' };
    const { answers, problems } = answersTo(form, given);
    expect(problems).toEqual([]);
    expect(answers.map(({ field, value }) => `${field}: ${value}`)).toEqual([
      ...['who: Anna Bini', 'from: 2027-02-01', 'size: grande', 'shared: sì'],
    ]);
    expect(answers[0]!.label.it).toBe('who?');
  });

  it('[VV-3.2.5] all that is wrong is told at once, at its question', () => {
    const { problems } = answersTo(form, { from: '30/2', size: 'media', shared: 'forse', note: 'x'.repeat(2001) });
    expect(problems.map(({ field }) => field)).toEqual(['who', 'from', 'size', 'shared', 'note']);
  });
});
