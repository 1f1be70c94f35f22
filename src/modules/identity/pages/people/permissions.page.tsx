import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { type Column, DataTable } from '../../../../platform/pages/data-table.tsx';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../../platform/pages/source-link.tsx';
import {
  type Capability,
  capabilities,
  capabilityNames,
  type Letter,
  letterNames,
  type Reach,
  type Role,
  reachNames,
  roleCodes,
  roles,
} from '../../../../platform/role.ts';
import { showPermissions } from '../../actions/show-permissions.ts';
import { peopleMessages } from '../../people-messages.ts';
import { PeopleFrame, type PeopleView, peopleCrumbs, roleTitle, viewsFor } from './people-frame.tsx';

type Shown = z.output<typeof showPermissions.output>;
type Cell = Shown['cells'][number];
type CellValue = NonNullable<Cell['here']>;

/** Who may do what here: one role in words, or the whole table. */
export const permissionsPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/ruoli',
  open: true,
  needs: showPermissions,
  answer: async (request): Promise<PageReply> => {
    const shown = await request.perform(showPermissions, {});
    const wanted = oneText(request.query.ruolo);
    const role = roleCodes.find((one) => one === wanted) ?? request.actor.role ?? 'CIT';
    return {
      kind: 'page',
      title: peopleMessages[request.language].permissions,
      crumbs: peopleCrumbs(request, 'posts'),
      scope: 'association',
      body: <PermissionsPage shown={shown} role={role} views={viewsFor(request as PageRequest)} />,
    };
  },
};

export function PermissionsPage({ shown, role, views }: { shown: Shown; role: Role; views: readonly PeopleView[] }) {
  const { association, language } = useFrame();
  const m = peopleMessages[language];
  const list = (words: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
  return (
    <>
      <h1>{m.permissions}</h1>
      <p class="lead">{m.permissionsLead}</p>
      <PeopleFrame view="permissions" views={views}>
        <form class="filters" method="get" action={`/${association!.id}/enti/persone/ruoli`}>
          <div class="filter">
            <label for="ruolo">{m.chooseRole}</label>
            <select class="control" id="ruolo" name="ruolo">
              {roleCodes.map((code) => (
                <option key={code} value={code} selected={code === role}>
                  {roleTitle(code, language)}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="btn btn-outline-primary btn-xs">
            {m.show}
          </button>
        </form>
        <h2>{roleTitle(role, language)}</h2>
        <DataTable
          caption={roleTitle(role, language)}
          captionHidden
          columns={roleColumns(language).filter(
            ({ key }) => key !== 'usual' || shown.cells.some((cell) => cell.role === role && cell.usual),
          )}
          rows={shown.cells.filter((cell) => cell.role === role)}
          rowKey={({ capability }) => capability}
          dense
        />
        <h2>{m.limits}</h2>
        {shown.limits.length === 0 ? (
          <p>{m.noLimits}</p>
        ) : (
          <ul>
            {shown.limits.map((limit, place) => (
              <li key={place}>
                {m.limitSays(
                  limit.roles.length === roleCodes.length
                    ? m.allRoles
                    : list(limit.roles.map((one) => roleTitle(one, language))),
                  list(limit.capabilities.map((one) => capabilityNames[one as Capability][language])),
                  list(
                    [
                      limit.letters &&
                        (limit.letters.length > 0
                          ? m.limitLetters(list(limit.letters.map((one) => letterNames[one][language])))
                          : m.limitNothing),
                      limit.reach && m.limitReach(reachNames[limit.reach][language]),
                    ].filter((part): part is string => Boolean(part)),
                  ),
                )}{' '}
                (<SourceLink source={limit.source} />)
              </li>
            ))}
          </ul>
        )}
        <h2>{m.incompatible}</h2>
        {shown.incompatible.length === 0 ? (
          <p>{m.noIncompatible}</p>
        ) : (
          <ul>
            {[...Map.groupBy(shown.incompatible, (one) => `${one.role} ${one.source.clause} ${one.at}`).values()].map(
              (group) => {
                const [first] = group;
                return (
                  <li key={`${first!.role}${first!.source.clause}${first!.at}`}>
                    {m.incompatibleSays(
                      roles[first!.role][language],
                      list(group.map(({ excludes }) => roles[excludes][language])),
                    )}
                    {first!.at === 'same-entity' && ` ${m.atSameEntity}`} (<SourceLink source={first!.source} />)
                  </li>
                );
              },
            )}
          </ul>
        )}
        <details>
          <summary>{m.wholeMatrix}</summary>
          <p>{m.wholeMatrixLead}</p>
          <p class="muted">
            {m.legend(list(Object.entries(letterNames).map(([letter, name]) => `${letter} ${name[language]}`)))}{' '}
            {m.legendReach(list(Object.entries(reachNames).map(([reach, name]) => `${reach} ${name[language]}`)))}
          </p>
          <DataTable
            caption={m.wholeMatrix}
            captionHidden
            columns={matrixColumns(shown, language)}
            rows={capabilities.map((capability) => ({ capability }))}
            rowKey={({ capability }) => capability}
            dense
          />
        </details>
      </PeopleFrame>
    </>
  );
}

function roleColumns(language: 'it' | 'en'): Column<Cell>[] {
  const m = peopleMessages[language];
  return [
    {
      key: 'capability',
      title: m.capability,
      names: true,
      cell: ({ capability }) => capabilityNames[capability as Capability][language],
    },
    { key: 'here', title: m.whatHere, cell: ({ here }) => (here ? inWords(here, language) : m.nothingHereCell) },
    {
      key: 'usual',
      title: m.whatUsual,
      cell: ({ usual, sources }) =>
        usual && (
          <>
            {inWords(usual, language)}{' '}
            {sources.map((source) => (
              <SourceLink key={source.clause} source={source} />
            ))}
          </>
        ),
    },
  ];
}

function matrixColumns(shown: Shown, language: 'it' | 'en'): Column<{ readonly capability: Capability }>[] {
  const cells = new Map(shown.cells.map((cell) => [`${cell.capability} ${cell.role}`, cell]));
  return [
    {
      key: 'capability',
      title: peopleMessages[language].capability,
      names: true,
      cell: ({ capability }) => capabilityNames[capability][language],
    },
    ...roleCodes.map((role) => ({
      key: role,
      title: <abbr title={roleTitle(role, language)}>{role}</abbr>,
      cell: ({ capability }: { readonly capability: Capability }) => {
        const cell = cells.get(`${capability} ${role}`);
        if (!cell) return '–';
        const written = cell.here ? `${cell.here.letters.join('')} ${cell.here.reach}` : '–';
        return cell.usual ? <strong>{written}</strong> : written;
      },
    })),
  ];
}

/** *leggere e scrivere; il proprio ente*. */
function inWords({ letters, reach }: CellValue, language: 'it' | 'en'): string {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const does = list.format(letters.map((letter: Letter) => letterNames[letter][language]));
  return `${does}; ${reachNames[reach as Reach][language]}`;
}
