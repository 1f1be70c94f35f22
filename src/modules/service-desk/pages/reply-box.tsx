import { FileField, NumberField, TextAreaField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { messages } from '../messages.ts';
import type { Shown } from './act-forms.tsx';
import { ticketHref } from './desk-frame.ts';
import { type ReadyAnswers, ReadyPicker } from './ready-answer.tsx';

/** What the box can do with what was written, by the button that is pressed. */
export const replyWays = ['risposta', 'nota', 'risolvi'] as const;

/** The box to answer in: always there, the same for an answer, a note among those who work on it, and a solution. */
export function ReplyBox({ shown, ready, form }: { shown: Shown; ready: ReadyAnswers; form: FormState }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const { ticket, acts } = shown;
  if (!acts.includes('comment') && !acts.includes('note')) return null;
  const here = ticketHref(association!.id, ticket.number);
  const works = acts.includes('note');
  return (
    <section class="ticket-reply" id="risposta" data-writing={works ? `${here}/presenza` : undefined}>
      {works && <ReadyPicker ready={ready} here={here} />}
      <Form state={form} action={here} files wide>
        <input type="hidden" name="version" value={ticket.version} />
        <div data-key="r">
          <TextAreaField name="body" label={m.reply} rows={4} />
        </div>
        <details open={form.values.minutes ? true : undefined}>
          <summary>{works ? m.filesAndMinutes : m.onlyFiles}</summary>
          <FileField name="files" label={m.files} hint={m.filesHint} multiple optional />
          {works && <NumberField name="minutes" label={m.minutes} optional />}
        </details>
        <div class="form-actions">
          {acts.includes('comment') && (
            <button type="submit" name="come" value="risposta" class="btn btn-primary">
              {m.replySend}
            </button>
          )}
          {works && acts.includes('solve') && (
            <button type="submit" name="come" value="risolvi" class="btn btn-outline-primary">
              {m.solveSend}
            </button>
          )}
          {works && (
            <button type="submit" name="come" value="nota" class="btn btn-outline-primary">
              {m.noteSave}
            </button>
          )}
        </div>
      </Form>
    </section>
  );
}
