import type { ComponentChildren } from 'preact';
import type { Crumb, PageRequest } from '../../../../platform/page.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Tabs } from '../../../../platform/pages/tabs.tsx';
import { type Role, roles } from '../../../../platform/role.ts';
import { listAdministrators } from '../../actions/administrators/list-administrators.ts';
import { listPosts } from '../../actions/list-posts.ts';
import { previewRenewal } from '../../actions/representatives/preview-renewal.ts';
import { previewRenewalAsSecretary } from '../../actions/representatives/preview-renewal-as-secretary.ts';
import { listRequests } from '../../actions/requests/list-requests.ts';
import { showReview } from '../../actions/reviews/show-review.ts';
import { peopleMessages } from '../../people-messages.ts';

export type PeopleView = 'posts' | 'requests' | 'review' | 'renewal' | 'permissions' | 'administrators';

export const peoplePaths: Readonly<Record<PeopleView, string>> = {
  posts: '/enti/persone',
  requests: '/enti/persone/richieste',
  review: '/enti/persone/conferma',
  renewal: '/enti/persone/elezioni',
  permissions: '/enti/persone/ruoli',
  administrators: '/enti/persone/amministratori',
};

/** The views that the actor can use. */
export function viewsFor(request: Pick<PageRequest, 'may'>): readonly PeopleView[] {
  const { may } = request;
  const views: readonly (PeopleView | false)[] = [
    may(listPosts) && 'posts',
    may(listRequests) && 'requests',
    may(showReview) && 'review',
    (may(previewRenewal) || may(previewRenewalAsSecretary)) && 'renewal',
    'permissions',
    may(listAdministrators) && 'administrators',
  ];
  return views.filter((view): view is PeopleView => view !== false);
}

/** The views of people and posts, each with its address. */
export function PeopleFrame({
  view,
  views,
  children,
}: {
  view: PeopleView;
  views: readonly PeopleView[];
  children: ComponentChildren;
}) {
  const { association, language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      {views.length > 1 && (
        <Tabs
          label={m.tabsLabel}
          tabs={views.map((one) => ({
            title: m[`tab.${one}`],
            href: `/${association!.id}${peoplePaths[one]}`,
            current: one === view,
          }))}
        />
      )}
      {children}
    </>
  );
}

/** The address of a view, or of a page below it. */
export function peopleAddress(
  { association }: Pick<PageRequest, 'association'>,
  view: PeopleView,
  ...parts: readonly string[]
): string {
  return [`/${association!.id}${peoplePaths[view]}`, ...parts.map(encodeURIComponent)].join('/');
}

/** The way from the association's home to a view, or to a page below it. */
export function peopleCrumbs(request: PageRequest, ...views: readonly PeopleView[]): Crumb[] {
  const { association, language } = request;
  return [
    { title: association!.shortName, href: `/${association!.id}` },
    ...views.map((view) => ({
      title: peopleMessages[language][view === 'posts' ? 'people' : view],
      href: peopleAddress(request, view),
    })),
  ];
}

/** *Referente comunale*. */
export function roleTitle(role: Role, language: 'it' | 'en'): string {
  const title = roles[role][language];
  return title.charAt(0).toUpperCase() + title.slice(1);
}
