import type { Text } from '../../../kernel/text.ts';
import { DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import type { FormAnswer, FormField } from '../rules/index.ts';

/** The questions of a service's form; what is typed is `answers.<code>`. */
export function RequestFormFields({ fields }: { fields: readonly FormField[] }) {
  return (
    <>
      {fields.map((field) => (
        <Question key={field.code} field={field} />
      ))}
    </>
  );
}

const yesOrNo: readonly { readonly value: string; readonly says: Text }[] = [
  { value: 'yes', says: { it: 'sì', en: 'yes' } },
  { value: 'no', says: { it: 'no', en: 'no' } },
];

function Question({ field: { code, label, kind, required, choices } }: { field: FormField }) {
  const language = useLanguage();
  const common = { name: `answers.${code}`, label: label[language], optional: !required };
  if (kind === 'long-text') return <TextAreaField {...common} rows={3} />;
  if (kind === 'date') return <DayField {...common} />;
  if (kind === 'choice') {
    // the Italian words stay with the request, in whatever language they were chosen
    return (
      <SelectField {...common} choices={choices.map((choice) => ({ value: choice.it, label: choice[language] }))} />
    );
  }
  if (kind === 'yes-no') {
    return <SelectField {...common} choices={yesOrNo.map(({ value, says }) => ({ value, label: says[language] }))} />;
  }
  return <TextField {...common} autocomplete={kind === 'person' ? 'off' : undefined} />;
}

/** What was answered to a form, in its order. */
export function Answers({ answers }: { answers: readonly FormAnswer[] }) {
  const language = useLanguage();
  return (
    <dl class="definitions">
      {answers.map(({ field, label, value }) => (
        <div key={field}>
          <dt>{label[language]}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
