import { text } from '../../../kernel/text.ts';
import { type ApiAction, apiActions } from '../../api/api-actions.ts';
import { openApiDocument } from '../../api/openapi.ts';
import { defineMessages } from '../../messages.ts';
import type { PageRoute } from '../../page.ts';
import { HttpFailure } from '../../server/failure.ts';
import type { ServerParts } from '../../server/server-parts.ts';
import { DataTable } from '../data-table.tsx';
import { useLanguage } from '../frame.ts';

const messages = defineMessages(
  {
    title: 'Dati e API',
    lead: 'Tutto quello che si fa dalle pagine si può fare da un programma: stesse azioni, stesse regole, stessi permessi.',
    documents: 'Documento OpenAPI 3.1',
    howTitle: 'Come si chiama',
    how: 'Gli indirizzi cominciano con /api/v1. Si entra con e-mail e password (HTTP Basic) o con il cookie delle pagine. Le risposte sono JSON; gli errori sono documenti application/problem+json. Chi crea qualcosa può ripetere la richiesta senza rischi con l’intestazione Idempotency-Key.',
    actions: 'Azioni',
    action: 'Azione',
    address: 'Indirizzo',
    module: 'Modulo',
    count: 'Azioni',
    field: 'Dato',
    kind: 'Tipo',
    needed: 'Necessario',
    yes: 'sì',
    no: 'no',
    input: 'Dati in ingresso',
    example: 'Esempio',
    platform: 'Installazione',
    notFound: 'Non c’è nessun modulo con questo nome.',
    noAction: 'In questo modulo non c’è nessuna azione con questo nome.',
  },
  {
    title: 'Data and API',
    lead: 'Whatever pages do, a program can do: the same actions, rules and permissions.',
    documents: 'OpenAPI 3.1 document',
    howTitle: 'How to call',
    how: 'Addresses begin with /api/v1. Sign in with e-mail and password (HTTP Basic) or with the cookie of the pages. Answers are JSON; errors are application/problem+json documents. Whoever creates something can repeat a request safely with the Idempotency-Key header.',
    actions: 'Actions',
    action: 'Action',
    address: 'Address',
    module: 'Module',
    count: 'Actions',
    field: 'Field',
    kind: 'Type',
    needed: 'Required',
    yes: 'yes',
    no: 'no',
    input: 'Input',
    example: 'Example',
    platform: 'Installation',
    notFound: 'There is no module of this name.',
    noAction: 'There is no action of this name in this module.',
  },
);

/** The readable page of the API: how to call it, and its modules. */
export function apiPage(parts: ServerParts): PageRoute {
  return {
    method: 'GET',
    path: '/api',
    open: true,
    answer: async ({ language }) => {
      const names = groups(parts).map(({ name, title, actions }) => ({
        name,
        title: title[language],
        count: actions.length,
      }));
      return { kind: 'page', title: messages[language].title, body: <ApiPage modules={names} /> };
    },
  };
}

/** The actions of one module: a line each. */
export function apiModulePage(parts: ServerParts): PageRoute {
  return {
    method: 'GET',
    path: '/api/:module',
    open: true,
    answer: async ({ language, params }) => {
      const group = groupOf(parts, params.module);
      return {
        kind: 'page',
        title: group.title[language],
        crumbs: [{ title: messages[language].title, href: '/api' }],
        body: <ApiModulePage group={group} />,
      };
    },
  };
}

/** One action: its address, its inputs and an example. */
export function apiActionPage(parts: ServerParts): PageRoute {
  return {
    method: 'GET',
    path: '/api/:module/:action',
    open: true,
    answer: async ({ language, params }) => {
      const group = groupOf(parts, params.module);
      const entry = group.actions.find(({ action }) => partOf(action) === params.action);
      if (!entry) throw missing('noAction');
      const document = openApiDocument(parts.modules, { origin: 'https://localhost', version: parts.version });
      return {
        kind: 'page',
        title: capital(entry.action.title[language]),
        crumbs: [
          { title: messages[language].title, href: '/api' },
          { title: group.title[language], href: `/api/${group.name}` },
        ],
        body: <ApiActionPage entry={entry} fields={fieldsOf(entry, document)} />,
      };
    },
  };
}

/** For everybody alike: signing in would show no more. Below `/api/v1` it is the API that answers. */
function missing(what: 'notFound' | 'noAction') {
  return new HttpFailure(404, text(messages.it[what], messages.en[what]));
}

function groupOf(parts: ServerParts, module: string | undefined) {
  const group = groups(parts).find(({ name }) => name === module);
  if (!group) throw missing('notFound');
  return group;
}

/** `list-entities` of `membership/list-entities`. */
function partOf({ name }: ApiAction['action']): string {
  return name.slice(name.indexOf('/') + 1);
}

function groups(parts: ServerParts) {
  const actions = apiActions(parts.modules);
  const titles = new Map([
    ['platform', text(messages.it.platform, messages.en.platform)],
    ...parts.modules.map((module) => [module.name, module.title] as const),
  ]);
  return [...titles]
    .map(([name, title]) => ({ name, title, actions: actions.filter((entry) => entry.module === name) }))
    .filter((group) => group.actions.length > 0);
}

function ApiPage({ modules }: { modules: readonly { name: string; title: string; count: number }[] }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <h2>{m.howTitle}</h2>
      <p>{m.how}</p>
      <p>
        {m.documents}:{' '}
        <a href="/api/v1/openapi.json" hx-boost="false">
          JSON
        </a>{' '}
        ·{' '}
        <a href="/api/v1/openapi.yaml" hx-boost="false">
          YAML
        </a>
      </p>
      <h2>{m.actions}</h2>
      <DataTable
        caption={m.actions}
        captionHidden
        rows={modules}
        rowKey={(row) => row.name}
        columns={[
          { key: 'module', title: m.module, names: true, cell: (row) => <a href={`/api/${row.name}`}>{row.title}</a> },
          { key: 'count', title: m.count, numeric: true, cell: (row) => row.count },
        ]}
      />
    </>
  );
}

type Field = { readonly name: string; readonly kind: string; readonly needed: boolean; readonly about: string };

function ApiModulePage({ group }: { group: ReturnType<typeof groupOf> }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{group.title[language]}</h1>
      <DataTable
        caption={m.actions}
        captionHidden
        rows={group.actions}
        rowKey={({ action }) => action.name}
        columns={[
          {
            key: 'action',
            title: m.action,
            names: true,
            cell: ({ action }) => (
              <a href={`/api/${group.name}/${partOf(action)}`}>{capital(action.title[language])}</a>
            ),
          },
          { key: 'address', title: m.address, cell: (entry) => <Address entry={entry} /> },
        ]}
      />
    </>
  );
}

function Address({ entry: { action, path } }: { entry: ApiAction }) {
  return (
    <code>
      {action.http.method} /api/v1{path}
    </code>
  );
}

function ApiActionPage({ entry, fields }: { entry: ApiAction; fields: readonly Field[] }) {
  const language = useLanguage();
  const m = messages[language];
  const { action } = entry;
  return (
    <>
      <h1>{capital(action.title[language])}</h1>
      {action.about && <p class="lead">{action.about[language]}</p>}
      <p>
        <Address entry={entry} />
      </p>
      {fields.length > 0 && (
        <>
          <h2>{m.input}</h2>
          <DataTable
            caption={m.input}
            captionHidden
            dense
            rows={fields}
            rowKey={(field) => field.name}
            columns={[
              { key: 'name', title: m.field, names: true, cell: (field) => <code>{field.name}</code> },
              {
                key: 'kind',
                title: m.kind,
                cell: (field) => (field.about ? `${field.kind} — ${field.about}` : field.kind),
              },
              { key: 'needed', title: m.needed, cell: (field) => (field.needed ? m.yes : m.no) },
            ]}
          />
        </>
      )}
      {Object.keys(action.example ?? {}).length > 0 && (
        <>
          <h2>{m.example}</h2>
          <pre>{JSON.stringify(action.example, null, 2)}</pre>
        </>
      )}
    </>
  );
}

type Operation = {
  parameters?: readonly { name?: string; required?: boolean; schema?: Record<string, unknown>; description?: string }[];
  requestBody?: {
    content: Record<string, { schema: { properties?: Record<string, Record<string, unknown>>; required?: string[] } }>;
  };
};

function fieldsOf({ action, path }: ApiAction, document: Record<string, unknown>): Field[] {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const operation = paths[path]?.[action.http.method.toLowerCase()];
  const body = Object.values(operation?.requestBody?.content ?? {})[0]?.schema;
  return [
    ...(operation?.parameters ?? [])
      .filter((parameter) => parameter.name !== undefined)
      .map((parameter) => field(parameter.name!, parameter.schema ?? {}, parameter.required === true)),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) =>
      field(name, schema, body?.required?.includes(name) ?? false),
    ),
  ];
}

function field(name: string, schema: Record<string, unknown>, needed: boolean): Field {
  const about = typeof schema.description === 'string' ? schema.description : '';
  return { name, kind: kindOf(schema), needed, about };
}

function kindOf(schema: Record<string, unknown>): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === 'array') return `${kindOf((schema.items ?? {}) as Record<string, unknown>)}[]`;
  const options = (schema.anyOf ?? schema.oneOf) as Record<string, unknown>[] | undefined;
  if (options) return options.map(kindOf).join(' | ');
  return [schema.type, schema.format].filter(Boolean).join(', ') || 'JSON';
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
