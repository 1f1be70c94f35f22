import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayAt, yearOf } from '../kernel/day.ts';
import { Refused } from '../kernel/result.ts';
import { text } from '../kernel/text.ts';
import type { Actor, AnyAction } from '../platform/action.ts';
import type { Progress } from '../platform/database/progress.ts';
import { projectFolder } from '../platform/database/project-folder.ts';
import type { Module } from '../platform/page.ts';
import type { Perform } from '../platform/perform.ts';
import { loadExampleAllocations } from './example-allocations.ts';

/** The associations that an empty installation is shown with: one for each shipped agreement, by its id. */
export const exampleAssociations = ['valdarno-valdisieve', 'calatino', 'lecco', 'asti', 'empolese-valdelsa'] as const;

export type ExampleContext = {
  readonly perform: Perform;
  readonly modules: readonly Module[];
  readonly progress?: Progress;
  /** The instant that the years of the examples go by. */
  readonly now: Date;
};

/**
 * Loads the five example associations, through the same actions that a person would use: each with its shipped agreement,
 * and its entities and figures from `agreements/examples`. What is already there stays as it is, so that a load cut short
 * is finished by the next.
 */
export async function loadExamples(context: ExampleContext): Promise<void> {
  context.progress?.(text('Caricamento degli esempi', 'Loading the examples'));
  await together(exampleAssociations, (id) => loadExample(context, id));
  context.progress?.(null);
}

/** Does the work of all at once, and throws the first thing that went wrong when all have come to an end. */
export async function together<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failed = (await Promise.allSettled(all.map(work))).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** One of them: its shipped agreement, its entities and figures, a year's costs adopted and the next year's in draft. */
export async function loadExample(context: ExampleContext, id: string): Promise<void> {
  await start(context, id);
  await importEntities(context, id);
  const { perform, modules } = context;
  await loadExampleAllocations(id, yearOf(dayAt(context.now.getTime())), (action, input) =>
    perform(actionNamed(modules, action), input, operator(id)),
  );
}

/** What the example associations are called: shorter than the title of their agreement. */
const names: Readonly<Record<string, { name: string; shortName: string }>> = {
  'valdarno-valdisieve': { name: 'ICT associato Valdarno e Valdisieve', shortName: 'Valdarno e Valdisieve' },
  calatino: { name: "Servizio informatico associato dell'Area interna del Calatino", shortName: 'Calatino' },
  lecco: { name: 'Centro Sistema Territoriale di Lecco', shortName: 'CST Lecco' },
  asti: { name: 'Centro Servizi Territoriale di Asti', shortName: 'CST Asti' },
  'empolese-valdelsa': { name: "Servizi informatici dell'Empolese Valdelsa", shortName: 'Empolese Valdelsa' },
};

async function start({ perform, modules }: ExampleContext, id: string): Promise<void> {
  try {
    await perform(
      actionNamed(modules, 'agreement/start-association'),
      { id, agreement: id, ...names[id] },
      operator(null),
    );
  } catch (error) {
    const there = error instanceof Refused && error.refusals.some(({ kind }) => kind === 'conflict');
    if (!there) throw error;
  }
}

async function importEntities({ perform, modules }: ExampleContext, id: string): Promise<void> {
  const fileName = `${id}.csv`;
  const content = readFileSync(join(projectFolder(), 'agreements', 'examples', fileName)).toString('base64');
  const given = { fileName, content };
  const preview = await perform(actionNamed(modules, 'membership/preview-import'), given, operator(id));
  const { id: previewId, confirmable } = preview as { id: string; confirmable: boolean };
  if (!confirmable) return;
  await perform(actionNamed(modules, 'membership/confirm-import'), { id: previewId }, operator(id));
}

function operator(association: string | null): Actor {
  return {
    kind: 'console',
    person: null,
    name: 'Comunanza',
    language: 'it',
    association,
    role: null,
    entity: null,
    via: 'command-line',
  };
}

function actionNamed(modules: readonly Module[], name: string): AnyAction {
  const action = modules.flatMap((module) => module.actions).find((one) => one.name === name);
  if (!action) throw new Error(`no module has the action ${name}`);
  return action;
}
