import type { Text } from '../../../kernel/text.ts';
import { ChoiceField, TextAreaField } from '../../../platform/pages/field.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { messages } from '../messages.ts';

/** A module whose acts can be chosen together. */
export type ActGroup = { readonly module: string; readonly title: Text; readonly writes: boolean };

/** What a token may do: modules to read, modules to read and write, and single acts. */
export function ActsFields({ groups }: { groups: readonly ActGroup[] }) {
  const language = useLanguage();
  const m = messages[language];
  const writing = groups.filter((group) => group.writes);
  return (
    <>
      {groups.length > 0 && (
        <ChoiceField
          name="actions"
          label={m.reads}
          several
          optional
          choices={groups.map(({ module, title }) => ({ value: `${module}:reads`, label: title[language] }))}
        />
      )}
      {writing.length > 0 && (
        <ChoiceField
          name="actionsToo"
          label={m.writes}
          several
          optional
          choices={writing.map(({ module, title }) => ({ value: `${module}:all`, label: title[language] }))}
        />
      )}
      <TextAreaField name="others" label={m.others} hint={m.othersHint} rows={3} optional code />
    </>
  );
}

/** The acts that the fields say, in the order in which they stand on the page. */
export function actsChosen(form: Readonly<Record<string, string | readonly string[]>>): string[] {
  const list = (value: string | readonly string[] | undefined) =>
    value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
  const others = list(form.others).join('\n').split('\n');
  return [...list(form.actions), ...list(form.actionsToo), ...others].map((word) => word.trim()).filter(Boolean);
}
