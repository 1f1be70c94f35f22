import { DayField, TextField } from '../../../../platform/pages/field.tsx';
import { useLanguage } from '../../../../platform/pages/frame.ts';
import { peopleMessages } from '../../people-messages.ts';

/** The act that gives something: what it is, its number, its day, who issued it. */
export function ActFields({ withTitle = true }: { withTitle?: boolean }) {
  const m = peopleMessages[useLanguage()];
  return (
    <>
      {withTitle && <TextField name="act" label={m.act} hint={m.actHint} optional width="medium" />}
      <TextField name="actNumber" label={m.actNumber} optional width="short" spellcheck={false} />
      <DayField name="actDate" label={m.actDate} optional />
      <TextField name="actIssuer" label={m.actIssuer} optional width="medium" />
    </>
  );
}
