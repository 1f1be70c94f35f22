import type { VNode } from 'preact';
import { text } from '../../../kernel/text.ts';
import type { Attempt, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  FileField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { changeTickets } from '../actions/change-tickets.ts';
import { listMachines } from '../actions/links-of-ticket.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { lookUpCaller } from '../actions/look-up-caller.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { messages } from '../messages.ts';
import { priorities, priorityNames } from '../vocabulary.ts';
import { deskCrumbs, deskHref, ticketHref } from './desk-frame.ts';
import { filesIn } from './files.tsx';
import { SupportOfMachine, unsupportedIn } from './unsupported.tsx';
import { callersAsked, WhoCalls, withCaller, withColleague } from './who-calls.tsx';

const path = '/:association/assistenza/nuova';

/** One field for who needs help; the office says for whom. */
async function formPage(
  request: PageRequest,
  form: FormState,
  {
    status = 200,
    before = [],
    callers,
    filesGone = false,
  }: {
    readonly status?: number;
    readonly before?: readonly VNode[];
    readonly callers?: Awaited<ReturnType<typeof callersAsked>>;
    /** Files had been chosen, which no page can give back. */
    readonly filesGone?: boolean;
  } = {},
): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const forOthers = request.may(changeTickets);
  if (forOthers) return forOthersPage(request, form, { status, callers });
  const forColleagues = request.may(lookUpCaller);
  const services = await request.partsOf('new-request');
  const lastAsset = await assetOfLastTime(request);
  const machines = request.may(listMachines) ? (await request.perform(listMachines, {})).items : [];
  const suggested = before.length > 0 || form.values.suggested === 'true';
  return {
    kind: 'page',
    status,
    title: m.ask,
    crumbs: deskCrumbs(request),
    scripts: forColleagues ? ['caller'] : [],
    keys: [{ key: 'Ctrl + Invio', does: m.keySend }],
    body: (
      <>
        <h1>{m.ask}</h1>
        <p class="lead">{forColleagues ? m.askIntroReferent : m.askIntro}</p>
        {await request.partsOf('desk')}
        {before}
        <Form state={form} files>
          {/* the return key sends the request: the buttons that choose a service come before its own */}
          <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
          {suggested && <input type="hidden" name="suggested" value="true" />}
          {forColleagues && (
            <>
              <WhoCalls
                name="requesterName"
                label={m.forWhom}
                found={callers}
                chosen={oneText(form.values.caller)}
                ofOwnEntity
              />
              <TextField name="contact" label={m.contact} hint={m.contactHint} autocomplete="off" optional />
            </>
          )}
          <TextAreaField name="body" label={m.what} hint={m.whatHint} />
          {await request.partsOf('asking')}
          {services}
          <FileField
            name="files"
            label={m.files}
            hint={filesGone ? m.filesAgain : services.length > 0 ? m.filesLast : m.filesHint}
            multiple
            optional
          />
          <TextField
            name="asset"
            label={m.asset}
            hint={lastAsset === '' ? m.assetHint : m.assetOfLastTime}
            value={lastAsset}
            suggestions={machines}
            optional
          />
          <CheckField name="blocking" label={m.blocking} />
          <FormActions submit={suggested ? m.sendAnyway : m.send}>
            <a href={deskHref(request.association!.id)}>{m.desk}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

const lookedAt = 10;

/** The machine of one's latest request for this entity that had one; empty where none had. */
async function assetOfLastTime(request: PageRequest): Promise<string> {
  const { entity } = request.actor;
  if (!request.may(listTickets) || entity === null) return '';
  const { items } = await request.perform(listTickets, { requester: 'me', limit: lookedAt });
  return items.find((one) => one.entity === entity && one.asset !== '')?.asset ?? '';
}

const maybeSolved = ['solution', 'minutes'];
const seldom = ['origin', 'priority', 'service', 'files'];

/**
 * As the telephone rings: who calls is looked up, the entity, the number and the machine fill in by themselves, and what is wrong
 * is all there is to write.
 */
async function forOthersPage(
  request: PageRequest,
  form: FormState,
  { status, callers }: { readonly status: number; readonly callers: Awaited<ReturnType<typeof callersAsked>> },
): Promise<PageReply> {
  const { language } = request;
  const m = messages[language];
  const { entities } = await request.perform(lookUpCaller, {});
  const isWrong = (fields: readonly string[]) => form.problems.some(({ path: at }) => fields.includes(at));
  const chosen = oneText(form.values.caller);
  return {
    kind: 'page',
    status,
    title: m.newRequest,
    crumbs: deskCrumbs(request),
    scripts: ['caller'],
    keys: [{ key: 'Ctrl + Invio', does: m.keySend }],
    body: (
      <>
        <h1>{m.newRequest}</h1>
        {await request.partsOf('desk')}
        <Form state={form} files>
          <WhoCalls name="requesterName" label={m.whoCalls} found={callers} chosen={chosen} />
          <div class="who-calls-known">
            <SelectField
              name="entity"
              label={m.entity}
              width="full"
              choices={entities.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <TextField name="contact" label={m.contact} autocomplete="off" optional />
            <TextField name="asset" label={m.asset} autocomplete="off" optional />
          </div>
          <SupportOfMachine unsupported={await unsupportedIn(request, withCaller(form.values))} />
          <TextAreaField name="body" label={m.what} rows={3} />
          <details class="field" open={isWrong(maybeSolved)}>
            <summary>{m.solvedAlready}</summary>
            <TextAreaField name="solution" label={m.solvedNow} rows={2} optional />
            <NumberField name="minutes" label={m.minutes} optional />
          </details>
          <details class="field" open={isWrong(seldom)}>
            <summary>{m.moreOfRequest}</summary>
            <SelectField
              name="origin"
              label={m.origin}
              value="phone"
              choices={(['phone', 'email', 'portal'] as const).map((value) => ({ value, label: m[value] }))}
            />
            <SelectField
              name="priority"
              label={m.priority}
              value="normal"
              choices={priorities.map((value) => ({ value, label: priorityNames[value][language] }))}
            />
            {await request.partsOf('new-request')}
            <FileField name="files" label={m.files} hint={m.filesHint} multiple optional />
          </details>
          <FormActions submit={m.send}>
            <a href={deskHref(request.association!.id)}>{m.desk}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** The code of no entity: who answers the telephone asks for others, never for the own entity because none was chosen. */
const noEntity = '-';

/** That no entity was chosen is said together with what else is missing. */
function withoutEntity<T>(attempt: Attempt<T>): Attempt<T> {
  if (attempt.ok) return attempt;
  const says = text(messages.it.whichEntity, messages.en.whichEntity);
  const others = attempt.problems.filter(({ path: at }) => at !== 'entity');
  return { ...attempt, problems: [{ path: 'entity', says }, ...others] };
}

/** The form of somebody else does not begin from one's own machine. */
async function withoutOwnMachine(request: PageRequest): Promise<PageRequest['form']> {
  const { asset, ...form } = request.form;
  return oneText(asset) === (await assetOfLastTime(request)) ? { ...form, asset: '' } : request.form;
}

/** A button that chooses a service was pressed: the form is shown again with what was typed, and nothing is sent. */
const isChoiceOfService = (form: PageRequest['form']) => form.scegliServizio !== undefined;

export const newTicketRoutes: PageRoute[] = [
  { method: 'GET', path, needs: openTicket, answer: (request) => formPage(request, freshForm()) },
  {
    method: 'POST',
    path,
    needs: openTicket,
    answer: async (request) => {
      const callers = request.may(lookUpCaller) ? await callersAsked(request) : undefined;
      if (callers) {
        const typed = request.may(changeTickets) ? request.form : await withoutOwnMachine(request);
        return formPage(request, freshForm(typed), { callers });
      }
      if (isChoiceOfService(request.form))
        return formPage(request, freshForm(request.form), { filesGone: filesIn(request).length > 0 });
      // whoever chose files would have to choose them again
      const asksFirst = request.form.suggested !== 'true' && filesIn(request).length === 0;
      const before = asksFirst ? await request.partsOf('unsent-request') : [];
      if (before.length > 0) return formPage(request, freshForm(request.form), { before });
      const ofEntity = request.may(lookUpCaller) && !request.may(changeTickets);
      const form = ofEntity ? await withColleague(request) : withCaller(request.form);
      const lacksEntity = request.may(changeTickets) && oneText(form.entity) === undefined;
      const given = { ...form, ...(lacksEntity ? { entity: noEntity } : {}), files: filesIn(request) };
      const attempt = await request.attempt(openTicket, given);
      if (!attempt.ok)
        return formPage(request, returnedForm(request, lacksEntity ? withoutEntity(attempt) : attempt), {
          status: 422,
        });
      const { number } = attempt.value;
      return {
        kind: 'redirect',
        to: ticketHref(request.association!.id, number),
        notice: text(messages.it.sent(number), messages.en.sent(number)),
      };
    },
  },
];
