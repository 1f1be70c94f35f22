import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { instantOf, parseLocalTime } from '../../../kernel/day.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageRequest } from '../../../platform/page.ts';
import {
  CheckField,
  ChoiceField,
  DayField,
  FileField,
  MomentField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { closeTicket, rateTicket, reopenTicket, solveTicket, withdrawTicket } from '../actions/endings.ts';
import { assignTicket, changeTicket } from '../actions/hand-over.ts';
import { type listRefusalGrounds, refuseTicket } from '../actions/refusal.ts';
import { linkTicket, mergeTicket, setParent, splitTicket, unmergeTicket } from '../actions/relate.ts';
import type { showTicket } from '../actions/show-ticket.ts';
import { commentTicket, noteTicket } from '../actions/talk.ts';
import { answerTaskAction, askTask } from '../actions/tasks.ts';
import { undoTicket } from '../actions/undo-ticket.ts';
import { correctWait, holdTicket, resumeTicket } from '../actions/waits.ts';
import { messages } from '../messages.ts';
import {
  asButton,
  categoryNames,
  levelNames,
  lineNames,
  lines,
  momentText,
  pauseReasons,
  priorities,
  priorityNames,
  requestCategories,
  waitNames,
} from '../vocabulary.ts';

export type Shown = z.output<typeof showTicket.output>;
type Act = Shown['acts'][number];
type Grounds = z.output<typeof listRefusalGrounds.output>;

export type ActForm = {
  readonly act: Act;
  readonly action: AnyAction;
  /** What it is called, where it does more than the act says. */
  readonly title?: Text;
  /** What it asks; nothing where a click says it all. */
  readonly fields?: (shown: Shown, language: Language, grounds: Grounds | undefined) => ComponentChildren;
  /** It asks by what clause. */
  readonly grounds?: true;
  /** What it sends to the action, where the fields of the page are others. */
  readonly read?: (form: PageRequest['form']) => Readonly<Record<string, unknown>>;
  /** It takes files. */
  readonly files?: true;
};

const whyField = (_: Shown, language: Language) => (
  <TextAreaField name="why" label={messages[language].note} rows={2} optional />
);
const bodyField = (name: 'text' | 'reply' | 'solution') => (_: Shown, language: Language) => (
  <>
    <TextAreaField name="body" label={messages[language][name]} />
    {name !== 'solution' && (
      <FileField name="files" label={messages[language].files} hint={messages[language].filesHint} multiple optional />
    )}
    {name !== 'reply' && <NumberField name="minutes" label={messages[language].minutes} optional />}
  </>
);

/** What can be done to a request, by the last part of its address. */
export const actForms: Readonly<Record<string, ActForm>> = {
  rispondi: { act: 'comment', action: commentTicket, fields: bodyField('reply'), files: true },
  nota: { act: 'note', action: noteTicket, fields: bodyField('text'), files: true },
  assegna: {
    act: 'assign',
    action: assignTicket,
    fields: ({ ticket, assignees }, language) => (
      <SelectField
        name="to"
        label={messages[language].to}
        value={ticket.assignee ?? undefined}
        choices={[
          ...assignees.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'nobody', label: messages[language].nobody },
        ]}
      />
    ),
  },
  passa: {
    act: 'set-level',
    action: changeTicket,
    fields: (shown, language) => (
      <>
        <SelectField name="level" label={messages[language].handTo} choices={handedTo(shown, language)} width="full" />
        <TextAreaField
          name="why"
          label={messages[language].note}
          hint={messages[language].handOnHint}
          rows={2}
          optional
        />
      </>
    ),
    // level and person are one choice: no pair that does not fit can be made
    read: ({ level: chosen, why }) => {
      const [level, to] = (oneText(chosen) ?? '').split(' ');
      return { level, why, ...(to ? { to } : {}) };
    },
  },
  cambia: {
    act: 'set-priority',
    action: changeTicket,
    title: { it: messages.it.changeMore, en: messages.en.changeMore },
    fields: ({ ticket, services }, language) => (
      <>
        <SelectField
          name="priority"
          label={messages[language].priority}
          value={ticket.priority}
          choices={priorities.map((value) => ({ value, label: priorityNames[value][language] }))}
        />
        {services.length > 0 ? (
          <SelectField
            name="service"
            label={messages[language].service}
            value={ticket.service ?? ''}
            choices={servicesFor(ticket.service, services, language)}
            width="full"
            optional
          />
        ) : (
          <TextField name="service" label={messages[language].service} value={ticket.service ?? ''} optional />
        )}
        <SelectField
          name="line"
          label={messages[language].line}
          value={ticket.ownLine ?? 'of-service'}
          choices={[
            { value: 'of-service', label: messages[language].lineOfService },
            ...lines.map((value) => ({ value, label: lineNames[value][language] })),
          ]}
        />
      </>
    ),
  },
  attesa: {
    act: 'wait',
    action: holdTicket,
    fields: (_, language) => (
      <>
        <ChoiceField
          name="reason"
          label={messages[language].reason}
          choices={pauseReasons.map((value) => ({ value, label: waitNames[value][language] }))}
        />
        <TextField
          name="supplier"
          label={messages[language].supplierName}
          hint={messages[language].supplierHint}
          optional
        />
        <TextField name="supplierTicket" label={messages[language].supplierTicket} width="medium" optional />
        <TextAreaField name="why" label={messages[language].note} rows={2} optional />
      </>
    ),
  },
  'correggi-attesa': {
    act: 'correct-wait',
    action: correctWait,
    fields: (shown, language) => (
      <>
        <SelectField
          name="wait"
          label={messages[language].correctWait}
          choices={waitsOf(shown).map(({ version, name, at }) => ({
            value: String(version),
            label: `${name}, ${momentText(at, language)}`,
          }))}
        />
        <MomentField name="from" label={messages[language].waitFrom} optional />
        <MomentField
          name="until"
          label={messages[language].waitUntil}
          hint={messages[language].waitUntilHint}
          optional
        />
        <CheckField name="none" label={messages[language].noWait} />
        <TextAreaField name="why" label={messages[language].note} rows={2} optional />
      </>
    ),
    read: ({ wait, from, until, none, why }) => ({
      wait,
      why,
      ...(none ? {} : { from: instantIn(from) ?? 'manca', until: instantIn(until) }),
    }),
  },
  riprendi: { act: 'resume', action: resumeTicket, fields: whyField },
  risolvi: { act: 'solve', action: solveTicket, fields: bodyField('solution') },
  chiudi: { act: 'close', action: closeTicket },
  ritira: { act: 'withdraw', action: withdrawTicket, fields: whyField },
  riapri: { act: 'reopen', action: reopenTicket, fields: whyField },
  'non-accogliere': {
    act: 'refuse',
    action: refuseTicket,
    grounds: true,
    fields: (_, language, grounds) => <RefusalFields language={language} grounds={grounds!} />,
    read: ({ category, clause, ...said }) => ({
      ...said,
      ...(oneText(category) ? { category } : {}),
      ...(oneText(clause) ? { clause } : {}),
    }),
  },
  unisci: {
    act: 'merge',
    action: mergeTicket,
    fields: (_, language) => <TextField name="into" label={messages[language].into} width="medium" />,
  },
  separa: { act: 'unmerge', action: unmergeTicket },
  dividi: {
    act: 'split',
    action: splitTicket,
    fields: (_, language) => (
      <>
        <TextField name="subject" label={messages[language].newSubject} />
        <TextAreaField name="body" label={messages[language].text} />
      </>
    ),
  },
  collega: {
    act: 'set-parent',
    action: setParent,
    fields: (_, language) => <TextField name="parent" label={messages[language].parent} width="medium" optional />,
  },
  // links.page.tsx: what is chosen comes from registers
  dotazione: { act: 'link', action: linkTicket, fields: () => null },
  compito: {
    act: 'ask-task',
    action: askTask,
    fields: (_, language) => (
      <>
        <ChoiceField
          name="kind"
          label={messages[language].kind}
          choices={[
            { value: 'hands-on', label: messages[language].handsOn },
            { value: 'material', label: messages[language].handMaterial },
          ]}
        />
        <TextAreaField name="instructions" label={messages[language].instructions} />
        <DayField name="due" label={messages[language].by} optional />
      </>
    ),
  },
  esito: {
    act: 'answer-task',
    action: answerTaskAction,
    fields: ({ tasks }, language) => (
      <>
        <SelectField
          name="task"
          label={messages[language].tasks}
          value={tasks.find(({ done }) => done === null)?.task}
          choices={tasks
            .filter(({ done }) => done === null)
            .map(({ task, instructions }) => ({ value: String(task), label: instructions.slice(0, 80) }))}
        />
        <ChoiceField
          name="done"
          label={messages[language].done}
          value="true"
          choices={[
            { value: 'true', label: messages[language].taskDone },
            { value: 'false', label: messages[language].taskNotDone },
          ]}
        />
        <TextAreaField name="result" label={messages[language].result} rows={2} optional />
      </>
    ),
  },
  valuta: {
    act: 'rate',
    action: rateTicket,
    fields: (_, language) => (
      <ChoiceField
        name="rating"
        label={messages[language].rating}
        choices={(['satisfied', 'so-so', 'unsatisfied'] as const).map((value) => ({
          value,
          label: messages[language][value],
        }))}
      />
    ),
  },
  annulla: { act: 'undo', action: undoTicket },
};

/** Those that can be done now, as the request says; a task is answered only while one waits. */
export function formsFor(shown: Shown): readonly (readonly [string, ActForm])[] {
  return Object.entries(actForms).filter(
    ([, { act }]) =>
      shown.acts.includes(act) &&
      (act !== 'answer-task' || shown.tasks.some(({ done }) => done === null)) &&
      (act !== 'correct-wait' || waitsOf(shown).length > 0),
  );
}

/** No service, those of the catalogue, and the one it has where that is in it no more. */
function servicesFor(own: string | null, services: Shown['services'], language: Language) {
  const known = services.map(({ code, name }) => ({ value: code, label: name }));
  const gone = own !== null && !services.some(({ code }) => code === own) ? [{ value: own, label: own }] : [];
  return [{ value: '', label: messages[language].noService }, ...gone, ...known];
}

/** By the agreement the answer cites its clause and says whom to ask; any other reason is in words of one's own. */
function RefusalFields({ language, grounds }: { language: Language; grounds: Grounds }) {
  const m = messages[language];
  const { hasTable, ground, clauses, ask } = grounds;
  return (
    <>
      {ground && (
        <Notice>
          <p>
            {m.groundKnown} <a href={`../../convenzione/${ground.clause}`}>{ground.article}</a>: {ground.says[language]}
          </p>
        </Notice>
      )}
      <ChoiceField
        name="because"
        label={m.why}
        value="agreement"
        choices={[
          { value: 'agreement', label: m.becauseAgreement },
          { value: 'other', label: m.becauseOther },
        ]}
      />
      {hasTable && (
        <SelectField
          name="category"
          label={m.category}
          hint={m.categoryHint}
          width="full"
          optional
          choices={[
            { value: '', label: m.noneChosen },
            ...requestCategories.map((value) => ({ value, label: categoryNames[value][language] })),
          ]}
        />
      )}
      <SelectField
        name="clause"
        label={m.clauseToCite}
        hint={ground ? m.clauseKnownHint : undefined}
        width="full"
        optional
        choices={[
          { value: '', label: m.noneChosen },
          ...clauses.map(({ id, article, title }) => ({ value: id, label: `${article} – ${title[language]}` })),
        ]}
      />
      <TextAreaField name="body" label={m.text} hint={m.refusalTextHint} optional />
      <TextField name="ask" label={m.askWhom} value={ask} width="full" optional />
    </>
  );
}

/** The other levels, each with who is of it, or with everybody; a supplier is somebody where he has an account. */
function handedTo({ ticket, levels }: Shown, language: Language) {
  const m = messages[language];
  return levels.flatMap(({ level, named, people }) => {
    const name = asButton(levelNames[level][language]);
    const all = [...named, ...people.filter(({ id }) => !named.some((one) => one.id === id))];
    const each = all
      .filter(({ id }) => level !== ticket.level || id !== ticket.assignee)
      .map(({ id, name: who }) => ({ value: `${level} ${id}`, label: m.handToNamed(name, who) }));
    if (level === ticket.level || (level === 'supplier' && all.length > 0)) return each;
    const label = all.length === 0 ? m.handToNobody(name) : m.handToAll(name);
    return [...each, { value: `${level} nobody`, label }];
  });
}

/** The waits that can be corrected, by the event that began each. */
function waitsOf({ events }: Shown) {
  const gone = new Set(
    events.flatMap(({ kind, what }) =>
      kind === 'undone' ? [what.event] : kind === 'wait-withdrawn' ? [what.wait] : [],
    ),
  );
  return events.filter(({ kind, version }) => (kind === 'waited' || kind === 'task-asked') && !gone.has(version));
}

/** A local time of a form as an instant; undefined where nothing was typed, and as it stands where it is none. */
function instantIn(typed: string | readonly string[] | undefined): string | undefined {
  const written = oneText(typed);
  if (!written) return undefined;
  const local = parseLocalTime(written);
  return local ? new Date(instantOf(local)).toISOString() : written;
}
