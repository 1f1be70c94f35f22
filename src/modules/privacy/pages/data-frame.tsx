import { dayAt, localTimeAt, showDay } from '../../../kernel/day.ts';
import { type Language, text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { Crumb, PageRequest } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { type Tab, Tabs } from '../../../platform/pages/tabs.tsx';
import { listAccesses } from '../actions/list-accesses.ts';
import { listActs } from '../actions/list-acts.ts';
import { listAuthorisations } from '../actions/list-authorisations.ts';
import { listDataSets } from '../actions/list-data-sets.ts';
import { listMeasures } from '../actions/list-measures.ts';
import { messages } from '../messages.ts';

/** The address of access to data, or of one of its pages. */
export function dataAddress({ association }: Pick<PageRequest, 'association'>, ...parts: readonly string[]): string {
  return `/${[association!.id, 'sicurezza', 'dati', ...parts.map(encodeURIComponent)].join('/')}`;
}

export type DataView = 'data-sets' | 'acts' | 'authorisations' | 'measures' | 'log' | 'mine';

/** The parts of access to data that the actor can use. */
export function dataTabs(request: PageRequest, current: DataView): Tab[] {
  const m = messages[request.language];
  const all: { readonly view: DataView; readonly title: string; readonly path?: string; readonly needs?: AnyAction }[] =
    [
      { view: 'data-sets', title: m.tabDataSets, needs: listDataSets },
      { view: 'acts', title: m.tabActs, path: 'atti', needs: listActs },
      { view: 'authorisations', title: m.tabAuthorisations, path: 'autorizzazioni', needs: listAuthorisations },
      { view: 'measures', title: m.tabMeasures, path: 'misure', needs: listMeasures },
      { view: 'log', title: m.tabLog, path: 'accessi', needs: listAccesses },
      { view: 'mine', title: m.tabMine, path: 'miei' },
    ];
  return all
    .filter(({ needs }) => !needs || request.may(needs))
    .map(({ view, title, path }) => ({
      title,
      href: path ? dataAddress(request, path) : dataAddress(request),
      current: view === current,
    }));
}

export function DataTabs({ tabs }: { tabs: readonly Tab[] }) {
  const m = messages[useLanguage()];
  return tabs.length > 1 ? <Tabs label={m.tabs} tabs={tabs} /> : null;
}

/** The way from the association's home; to a page below the register, with the part it belongs to. */
export function dataCrumbs(request: PageRequest, below?: Crumb): Crumb[] {
  const { association, language } = request;
  const home = request.may(listDataSets) ? dataAddress(request) : dataAddress(request, 'miei');
  return [
    { title: association!.shortName, href: `/${association!.id}` },
    { title: messages[language].area, href: home },
    ...(below ? [below] : []),
  ];
}

/** The file of a form under that name, as actions take it; undefined where none was chosen. */
export function givenFile(request: PageRequest, field: string) {
  const file = request.uploads.find((upload) => upload.field === field);
  if (!file || file.bytes.byteLength === 0) return undefined;
  const { name, type, bytes } = file;
  return { name: name || 'file', type, base64: Buffer.from(bytes).toString('base64') };
}

/** What is said at a field where no file was chosen, instead of what is wrong inside it. */
export function withoutFile(field: string) {
  return { path: field, says: text(messages.it.missing, messages.en.missing) };
}

/** *21 novembre 2026, 10:32*, in the time of Italy. */
export function momentWords(instant: string, language: Language): string {
  const at = Date.parse(instant);
  return `${showDay(dayAt(at), language)}, ${localTimeAt(at).slice(11)}`;
}

export function saying(key: keyof (typeof messages)['it'] & string) {
  return text(messages.it[key] as string, messages.en[key] as string);
}
