import { text } from '../../../kernel/text.ts';
import { ActChoice, type ActGroup, type ActNames } from '../../../platform/pages/act-choice.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { isGroup } from '../actions/acts-of-post.ts';
import { messages } from '../messages.ts';
import type { Act } from '../rules/expand-acts.ts';

/** What a token may do: whole modules, to read or to write too, and single acts. */
export function ActsFields({ acts, names }: { acts: readonly Act[]; names: ActNames }) {
  const m = messages[useLanguage()];
  return <ActChoice name="actions" label={m.mayDo} hint={m.mayDoHint} groups={choicesOf(acts, names)} />;
}

/** Acts by module, with choices for a whole module where it can be given whole. */
function choicesOf(acts: readonly Act[], names: ActNames): ActGroup[] {
  return names.groupsOf(acts.map((act) => act.name)).map((group) => {
    const mine = acts.filter((act) => act.module === group.module);
    const reads = mine.some((act) => act.reads);
    const writes = mine.some((act) => !act.reads);
    const whole = isGroup(group.module)
      ? [
          ...(reads ? [{ value: `${group.module}:reads`, title: both((m) => m.allReads) }] : []),
          ...(writes ? [{ value: `${group.module}:all`, title: both((m) => m.allActs) }] : []),
        ]
      : [];
    return { ...group, whole };
  });
}

/** The acts that were chosen, in the order in which they stand on the page. */
export function actsChosen(form: Readonly<Record<string, string | readonly string[]>>): string[] {
  const { actions } = form;
  return actions === undefined ? [] : typeof actions === 'string' ? [actions] : [...actions];
}

function both(words: (m: (typeof messages)['it']) => string) {
  return text(words(messages.it), words(messages.en));
}
