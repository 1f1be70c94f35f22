import type { ComponentChildren, VNode } from 'preact';
import type { PageReply, PageRequest } from '../../../platform/page.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { signInMessages } from '../sign-in-messages.ts';

/** A tab of one's profile as an answer. */
export function profileReply(request: PageRequest, title: string, body: VNode, status = 200): PageReply {
  const m = signInMessages[request.language];
  const crumbs = request.url.split('?')[0] === '/profilo' ? {} : { crumbs: [{ title: m.profile, href: '/profilo' }] };
  return { kind: 'page', status, title, ...crumbs, body };
}

/** The tabs of one's profile around one of them. */
export function ProfileFrame({ path, children }: { path: string; children: ComponentChildren }) {
  const { actor, posts, language } = useFrame();
  const m = signInMessages[language];
  const tabs = [
    { title: m.tabData, href: '/profilo' },
    { title: m.tabPassword, href: '/profilo/password' },
    { title: m.tabSecondStep, href: '/profilo/secondo-passaggio' },
    { title: m.tabPasskeys, href: '/profilo/passkey' },
    { title: m.tabAccess, href: '/profilo/accessi' },
    ...(posts.length > 0
      ? [
          { title: m.tabIdentity, href: '/profilo/identita-digitale' },
          { title: m.tabTokens, href: '/profilo/gettoni' },
        ]
      : []),
    { title: m.tabLanguage, href: '/profilo/lingua' },
  ];
  return (
    <>
      <h1>{actor.name}</h1>
      <Tabs label={m.profile} tabs={tabs.map((tab) => ({ ...tab, current: tab.href === path }))} />
      {children}
    </>
  );
}
