import { type Language, type Text, text } from '../../kernel/text.ts';
import type { AnyAction } from '../action.ts';
import { defineMessages } from '../messages.ts';
import type { Module } from '../page.ts';
import { Fieldset } from './field.tsx';
import { useFieldState } from './form.tsx';
import { useLanguage } from './frame.ts';

/** Acts of one module, by name, with choices that stand for several. */
export type ActGroup = {
  readonly module: string;
  readonly title: Text;
  /** Choices for the module as a whole, before its acts. */
  readonly whole?: readonly { readonly value: string; readonly title: Text }[];
  readonly acts: readonly { readonly name: string; readonly title: Text }[];
};

/** What a page says of acts: their titles by name, and the modules they belong to. */
export type ActNames = {
  readonly titleOf: (name: string) => Text;
  readonly groupsOf: (names: Iterable<string>) => ActGroup[];
};

const messages = defineMessages(
  {
    search: 'Cercare fra le operazioni',
    find: 'Cerca',
    of: (count: number) => (count === 1 ? '1 operazione' : `${count} operazioni`),
    chosen: (count: number) => (count === 1 ? '1 scelta' : `${count} scelte`),
    found: (count: number, words: string) =>
      count === 0
        ? `Nessuna operazione contiene «${words}».`
        : `${count === 1 ? '1 operazione contiene' : `${count} operazioni contengono`} «${words}»; quelle già scelte restano.`,
    othersGone: 'Operazioni che non ci sono più',
  },
  {
    search: 'Search the acts',
    find: 'Search',
    of: (count: number) => (count === 1 ? '1 act' : `${count} acts`),
    chosen: (count: number) => (count === 1 ? '1 chosen' : `${count} chosen`),
    found: (count: number, words: string) =>
      count === 0
        ? `No act contains “${words}”.`
        : `${count === 1 ? '1 act contains' : `${count} acts contain`} “${words}”; those already chosen stay.`,
    othersGone: 'Acts that are there no more',
  },
);

/** Acts as people read them, in the order of the program. */
export function actNames(modules: readonly Pick<Module, 'name' | 'title' | 'actions'>[]): ActNames {
  const known = new Map<string, AnyAction>();
  for (const { actions } of modules) for (const action of actions) known.set(action.name, action);
  const titleOf = (name: string) => {
    const action = known.get(name);
    return action ? begun(action.title) : text(name, name);
  };
  const groupsOf = (names: Iterable<string>) => {
    const asked = new Set(names);
    const groups: ActGroup[] = modules.flatMap(({ name: module, title, actions }) => {
      const mine = actions.filter(({ name }) => asked.has(name));
      for (const { name } of mine) asked.delete(name);
      return mine.length > 0 ? [{ module, title, acts: mine.map(({ name }) => ({ name, title: titleOf(name) })) }] : [];
    });
    if (asked.size === 0) return groups;
    const acts = [...asked].map((name) => ({ name, title: text(name, name) }));
    return [...groups, { module: '', title: text(messages.it.othersGone, messages.en.othersGone), acts }];
  };
  return { titleOf, groupsOf };
}

/** A button that searches or opens a module was pressed: the form is shown again with what was typed, and nothing is done. */
export function isSearchOfActs(form: Readonly<Record<string, unknown>>): boolean {
  return form.trovaOperazioni !== undefined || form.mostraOperazioni !== undefined;
}

/**
 * Acts to choose from, by name, module by module. There are hundreds, so that the acts of a module are named when it is opened, or
 * when one of them is chosen; opening and searching are buttons that show the form again.
 *
 * @param value names chosen to begin from
 */
export function ActChoice({
  name,
  label,
  hint,
  groups,
  value = [],
}: {
  name: string;
  label: string;
  hint?: string;
  groups: readonly ActGroup[];
  value?: readonly string[];
}) {
  const language = useLanguage();
  const m = messages[language];
  const state = useFieldState(name);
  const words = (useFieldState('cercaOperazioni').value ?? '').trim();
  const chosen = new Set(state.values ?? value);
  const justOpened = useFieldState('mostraOperazioni').value;
  const opened = new Set([...(useFieldState('operazioniAperte').values ?? []), ...(justOpened ? [justOpened] : [])]);
  const holds = (title: Text) => contains(title[language], words, language);
  const found = groups.flatMap(({ acts }) => acts).filter(({ title }) => holds(title)).length;
  return (
    <div class="act-choice">
      <Fieldset legend={label} hint={hint} id={`${state.id}-s`} errors={state.errors}>
        <div class="act-search">
          <label for={state.id}>{m.search}</label>
          <span class="act-search-line">
            <input
              class="control"
              id={state.id}
              type="search"
              name="cercaOperazioni"
              value={words}
              autocomplete="off"
            />
            <button class="btn btn-outline-primary" type="submit" name="trovaOperazioni" value="si">
              {m.find}
            </button>
          </span>
        </div>
        <p class="hint" role="status">
          {words === '' ? '' : m.found(found, words)}
        </p>
        {groups.map((group) => (
          <Group
            key={group.module}
            {...{ name, group, chosen, language }}
            holds={words === '' ? () => true : holds}
            searching={words !== ''}
            opened={opened.has(group.module)}
            focused={group.module === justOpened}
          />
        ))}
      </Fieldset>
    </div>
  );
}

function Group({
  name,
  group: { module, title, whole = [], acts },
  chosen,
  language,
  holds,
  searching,
  opened,
  focused,
}: {
  name: string;
  group: ActGroup;
  chosen: ReadonlySet<string>;
  language: Language;
  holds: (title: Text) => boolean;
  searching: boolean;
  opened: boolean;
  focused: boolean;
}) {
  const m = messages[language];
  const choices = [...whole, ...acts.map((act) => ({ value: act.name, title: act.title }))];
  const ticked = choices.filter(({ value }) => chosen.has(value)).length;
  const shown = searching ? choices.filter(({ value, title: one }) => chosen.has(value) || holds(one)) : choices;
  if (shown.length === 0) return null;
  if (!opened && !searching && ticked === 0)
    return (
      <button class="act-open" type="submit" name="mostraOperazioni" value={module}>
        {title[language]} <span class="muted">{m.of(acts.length)}</span>
      </button>
    );
  return (
    <details open>
      <summary>
        {title[language]}{' '}
        <span class="muted">{ticked > 0 ? `${m.of(acts.length)}, ${m.chosen(ticked)}` : m.of(acts.length)}</span>
      </summary>
      <fieldset>
        <legend class="visually-hidden">{title[language]}</legend>
        {opened && <input type="hidden" name="operazioniAperte" value={module} />}
        {shown.map(({ value, title: one }, place) => (
          <label key={value}>
            <input
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.has(value)}
              autofocus={focused && place === 0}
            />{' '}
            {one[language]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** Acts in words, module by module. */
export function ActList({ groups }: { groups: readonly ActGroup[] }) {
  const language = useLanguage();
  return (
    <dl class="act-list">
      {groups.map(({ module, title, acts }) => (
        <div key={module}>
          <dt>{title[language]}</dt>
          <dd>
            <ul>
              {acts.map((act) => (
                <li key={act.name}>{act.title[language]}</li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function begun(title: Text): Text {
  const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
  return text(upper(title.it), upper(title.en));
}

/** Whether a title contains each of the words, accents and capitals apart. */
function contains(title: string, words: string, language: Language): boolean {
  const plain = (one: string) => one.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
  const said = plain(title);
  return plain(words)
    .split(/\s+/)
    .every((word) => said.includes(word));
}
