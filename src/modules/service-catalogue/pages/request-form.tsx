import type { VNode } from 'preact';
import { parseDay } from '../../../kernel/day.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import type { FormAnswer, FormField } from '../rules/index.ts';

/**
 * The questions of a service's form, as fields; what is typed is `answers.<code>`. Not a component: the summary of what is wrong
 * in a form names the fields that it finds in it.
 */
export function requestFormFields(fields: readonly FormField[], language: Language): VNode[] {
  return fields.map((field) => question(field, language));
}

const yesOrNo: readonly { readonly value: string; readonly says: Text }[] = [
  { value: 'yes', says: { it: 'sì', en: 'yes' } },
  { value: 'no', says: { it: 'no', en: 'no' } },
];

function question({ code, label, kind, required, choices }: FormField, language: Language): VNode {
  const common = { name: `answers.${code}`, label: label[language], optional: !required };
  if (kind === 'long-text') return <TextAreaField key={code} {...common} rows={3} />;
  if (kind === 'date') return <DayField key={code} {...common} />;
  if (kind === 'choice') {
    // the Italian words stay with the request, in whatever language they were chosen
    const answers = choices.map((choice) => ({ value: choice.it, label: choice[language] }));
    return <SelectField key={code} {...common} choices={answers} />;
  }
  if (kind === 'yes-no') {
    const answers = yesOrNo.map(({ value, says }) => ({ value, label: says[language] }));
    return <SelectField key={code} {...common} choices={answers} />;
  }
  return <TextField key={code} {...common} autocomplete={kind === 'person' ? 'off' : undefined} />;
}

/** What was answered to a form, in its order. */
export function Answers({ answers }: { answers: readonly FormAnswer[] }) {
  const language = useLanguage();
  return (
    <dl class="definitions">
      {answers.map(({ field, label, value }) => (
        <div key={field}>
          <dt>{label[language]}</dt>
          <dd>{parseDay(value) ? <DayText day={parseDay(value)!} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
