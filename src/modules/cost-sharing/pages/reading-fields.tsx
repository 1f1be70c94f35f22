import type { z } from 'zod';
import { formatMoney, readMoney } from '../../../kernel/money.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageRequest } from '../../../platform/page.ts';
import { ChoiceField, MoneyField, NumberField, TextField } from '../../../platform/pages/field.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import type { showChoices } from '../actions/show-choices.ts';
import { messages } from '../messages.ts';
import { bareAmount } from './amount.ts';

export type OfferedReading = z.output<typeof showChoices.output>['readings'][number];

const field = (key: string) => `readings.${key}`;

/** The values that a form of readings begins from. */
export function readingValues(
  readings: readonly OfferedReading[],
  chosen: Readonly<Record<string, unknown>>,
  language: Language,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, kind } of readings) {
    const value = chosen[key];
    if (value === undefined || value === null) continue;
    if (kind !== 'corrective') values[field(key)] = String(value);
    else if (value === 'none') values[field(key)] = 'none';
    else {
      const { method, threshold, rate, cap } = value as Record<string, string | number>;
      values[field(key)] = String(method);
      if (threshold !== undefined) values[`${field(key)}:threshold`] = String(threshold);
      if (rate !== undefined) values[`${field(key)}:rate`] = String(rate);
      if (cap !== undefined) values[`${field(key)}:cap`] = bareAmount(String(cap), language);
    }
  }
  return values;
}

/** The readings that a form chose otherwise than the agreement; those left as they are are not among them. */
export function chosenReadings(
  readings: readonly OfferedReading[],
  form: PageRequest['form'] | PageRequest['query'],
): Record<string, unknown> {
  const one = (name: string) => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const chosen: Record<string, unknown> = {};
  for (const { key, kind, choices } of readings) {
    const typed = one(field(key));
    if (typed === '') continue;
    if (kind === 'choice') chosen[key] = choices.find(({ value }) => String(value) === typed)?.value ?? typed;
    else if (kind === 'text') chosen[key] = typed;
    else chosen[key] = corrective(typed, (part) => one(`${field(key)}:${part}`));
  }
  return chosen;
}

function corrective(method: string, one: (part: string) => string): unknown {
  if (method === 'percent_reduction') {
    const threshold = one('threshold').replaceAll('.', '');
    const rate = one('rate').replace('%', '').replace(',', '.').trim();
    return { method, threshold: /^\d+$/.test(threshold) ? Number(threshold) : threshold, rate };
  }
  if (method === 'cap_per_inhabitant') {
    const cap = readMoney(one('cap'));
    return { method, cap: cap === undefined ? one('cap') : formatMoney(cap) };
  }
  return method;
}

/** A field for each reading: what the agreement says, and the alternatives. */
export function ReadingFields({ readings }: { readings: readonly OfferedReading[] }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      {readings.map((reading) =>
        reading.kind === 'corrective' ? (
          <CorrectiveFields key={reading.key} reading={reading} />
        ) : reading.kind === 'choice' ? (
          <ChoiceField
            key={reading.key}
            name={field(reading.key)}
            label={reading.question[language]}
            hint={reading.article}
            value={String(reading.chosenByAgreement)}
            choices={reading.choices.map(({ value }) => ({
              value: String(value),
              label: shown(reading, value, language),
              ...(value === reading.chosenByAgreement ? { hint: m.byAgreement } : {}),
            }))}
          />
        ) : (
          <TextField
            key={reading.key}
            name={field(reading.key)}
            label={reading.question[language]}
            hint={`${reading.article}. ${m.byAgreement}: ${String(reading.chosenByAgreement ?? m.none)}`}
            width="medium"
            optional
          />
        ),
      )}
    </>
  );
}

function CorrectiveFields({ reading }: { reading: OfferedReading }) {
  const { language } = useFrame();
  const m = messages[language];
  const name = field(reading.key);
  return (
    <div class="corrective">
      <ChoiceField
        name={name}
        label={reading.question[language]}
        hint={reading.article}
        value="none"
        choices={[
          { value: 'none', label: m.correctiveNone },
          { value: 'percent_reduction', label: m.correctivePercent },
          { value: 'cap_per_inhabitant', label: m.correctiveCap },
        ]}
      />
      <div class="field-row corrective-percent">
        <NumberField name={`${name}:threshold`} label={m.threshold} optional />
        <NumberField name={`${name}:rate`} label={m.rate} suffix="%" decimal optional />
      </div>
      <div class="field-row corrective-cap">
        <MoneyField name={`${name}:cap`} label={m.cap} optional />
      </div>
    </div>
  );
}

/** What a value of a reading means, in words where the agreement has them. */
export function shown({ choices }: OfferedReading, value: unknown, language: Language): string {
  const says = choices.find((choice) => choice.value === value)?.says?.[language];
  if (says) return says;
  if (value === true) return messages[language].yes;
  if (value === false) return messages[language].no;
  return String(value ?? messages[language].none);
}
