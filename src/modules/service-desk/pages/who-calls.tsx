import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField, HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { lookUpCaller } from '../actions/look-up-caller.ts';
import { messages } from '../messages.ts';
import { deskHref } from './desk-frame.ts';

type Callers = z.output<typeof lookUpCaller.output>['people'];
type Caller = Callers[number];

const askedIn = (request: PageRequest) => oneText(request.form.requesterName)?.trim().slice(0, 120) ?? '';

/** Who may be meant by what was written in the field; nobody while it is too short. */
async function calledSo(request: PageRequest): Promise<Callers> {
  const q = askedIn(request);
  return q.length < 2 ? [] : (await request.perform(lookUpCaller, { q })).people;
}

/** The people called as what is written so far: asked for while one types, shown as a list to choose from. */
export const whoCallsFragment: PageRoute = {
  method: 'POST',
  path: '/:association/assistenza/chi-chiama',
  follows: true,
  needs: lookUpCaller,
  answer: async (request) => ({
    kind: 'fragment',
    body: <ListOfCallers callers={await calledSo(request)} asked={askedIn(request)} />,
  }),
};

/** The one colleague with an account who is called as was written, where nobody was chosen: he follows what is asked for him. */
export async function withColleague(request: PageRequest): Promise<PageRequest['form']> {
  const form = withCaller(request.form);
  const name = oneText(form.requesterName)?.trim().toLowerCase() ?? '';
  if (name === '' || form.requester !== undefined) return form;
  const [only, other] = (await calledSo(request)).filter((one) => one.name.toLowerCase() === name);
  return only?.id && !other ? { ...form, requester: only.id } : form;
}

/** Without the script the same people are radio buttons, in the form that comes back. */
export async function callersAsked(request: PageRequest): Promise<Callers | undefined> {
  return oneText(request.form.cerca) === undefined ? undefined : calledSo(request);
}

const writtenOf = ({ id, entity, name, contact, asset }: Caller) => JSON.stringify([id, entity, name, contact, asset]);

/**
 * What the form says about who needs help: whoever was chosen from the list, with what is known of him where nothing else was
 * written; for another entity the name alone.
 */
export function withCaller(form: PageRequest['form']): PageRequest['form'] {
  const { caller, cerca: _, ...written } = form;
  const chosen = readCaller(oneText(caller));
  if (!chosen) return written;
  const [id, entity, name, contact, asset] = chosen;
  const typed = (field: string) => oneText(written[field])?.trim() ?? '';
  if (typed('entity') !== '' && typed('entity') !== entity) return { ...written, requesterName: name };
  return {
    ...written,
    entity,
    requesterName: name,
    contact: typed('contact') || contact,
    asset: typed('asset') || asset,
    ...(id ? { requester: id } : {}),
  };
}

function readCaller(text: string | undefined): [string | null, string, string, string, string] | undefined {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return Array.isArray(read) && read.slice(1).every((part) => typeof part === 'string') && read.length === 5
      ? (read as [string | null, string, string, string, string])
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The field for who needs help: part of a name, a number or an address is enough to find him.
 *
 * @param name of the field, and its `label`: props, so that the form around can name it where it says what is wrong
 * @param found the people to choose from, where they were asked for without the script
 * @param chosen who was chosen before the form came back
 * @param ofOwnEntity for somebody else of the own entity, where nobody need be named; else the page begins here
 */
export function WhoCalls({
  name,
  label,
  found,
  chosen,
  ofOwnEntity = false,
}: {
  name: 'requesterName';
  label: string;
  found: Callers | undefined;
  chosen: string | undefined;
  ofOwnEntity?: boolean;
}) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const how = {
    'hx-post': deskHref(association!.id, '/chi-chiama'),
    'hx-encoding': 'application/x-www-form-urlencoded', // without the files of the form
    'hx-trigger': "input delay:150ms from:'#f-requesterName'",
    'hx-sync': 'replace', // on a slow line the answer to the whole name counts, not the one to its beginning
    'hx-swap': 'innerHTML',
  };
  return (
    <div class="who-calls">
      <TextField
        name={name}
        label={label}
        hint={ofOwnEntity ? m.forWhomHint : m.whoCallsHint}
        autocomplete="off"
        focus={!ofOwnEntity}
        optional={ofOwnEntity}
      />
      <button type="submit" name="cerca" value="true" class="btn btn-outline-primary btn-xs">
        {ofOwnEntity ? m.findColleague : m.findCaller}
      </button>
      {found ? <ChoiceOfCallers callers={found} /> : chosen && <HiddenField name="caller" value={chosen} />}
      <div class="who-calls-found" data-callers {...how} />
      <div role="status" data-taken>
        <template>
          <p class="who-calls-taken">
            {m.callerTaken} <strong />.{' '}
            <button type="button" class="btn btn-outline-primary btn-xs">
              {m.callerNotMeant}
            </button>
          </p>
        </template>
      </div>
    </div>
  );
}

function knownOf({ entityName, contact, asset }: Caller): string {
  return [entityName, contact, asset].filter((part) => part !== '').join(' · ');
}

/** @param asked what was written in the field, to which this is the answer */
function ListOfCallers({ callers, asked }: { callers: Callers; asked: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <p role="status" class="visually-hidden" data-asked={asked}>
        {m.callersFound(callers.length)}
      </p>
      {callers.length > 0 && (
        <div role="listbox" id="chi-chiama" aria-label={m.callers}>
          {callers.map((caller, place) => (
            <div
              key={writtenOf(caller)}
              id={`chi-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === 0 ? 'true' : 'false'}
              data-caller={writtenOf(caller)}
            >
              <strong>{caller.name}</strong> <span class="muted">{knownOf(caller)}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function ChoiceOfCallers({ callers }: { callers: Callers }) {
  const m = messages[useLanguage()];
  if (callers.length === 0) return <p role="status">{m.callersFound(0)}</p>;
  const choices = callers.map((one) => ({ value: writtenOf(one), label: `${one.name} – ${knownOf(one)}` }));
  return <ChoiceField name="caller" label={m.callers} choices={choices} optional />;
}
