import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';
import { Icon } from './icon.tsx';
import { messages } from './messages.ts';
import { Notice } from './notice.tsx';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

/**
 * The frame of the national design system around a page's body: skip links, slim header, header with association and
 * acting post, main navigation, breadcrumbs, scope, footer.
 *
 * @param scripts addresses of client modules to load beside the common one
 * @param keys what keys of this page do
 */
export function Layout({
  title,
  scripts = [],
  keys = [],
  children,
}: {
  title: string;
  scripts?: readonly string[];
  keys?: readonly { readonly key: string; readonly does: string }[];
  children: ComponentChildren;
}) {
  const frame = useFrame();
  const m = messages[frame.language];
  const place = frame.association ? `${frame.association.shortName} · ${m.product}` : m.product;
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <title>{title === place || title === m.product ? title : `${title} · ${place}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content="includeIndicatorCSS:false,defaultTimeout:30000,defaultSettleDelay:0" />
        <link
          rel="preload"
          href={frame.asset('titillium-400.woff2')}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
        <link rel="stylesheet" href={frame.asset('site.css')} />
        <link rel="icon" href={frame.asset('favicon.svg')} type="image/svg+xml" />
        <script type="module" src={frame.asset('client.js')} />
      </head>
      <body hx-boost:inherited="true">
        <div class="skiplinks">
          <a class="visually-hidden-focusable" href="#contenuto">
            {m.skipToContent}
          </a>
          <a class="visually-hidden-focusable" href="#piede">
            {m.skipToFooter}
          </a>
        </div>
        <SiteHeader />
        <div class="container page-top">
          <Breadcrumb title={title} />
          <ScopeChip />
        </div>
        <main id="contenuto" class="container" tabIndex={-1}>
          {frame.notice && (
            <Notice tone="success" alert>
              <p>{frame.notice}</p>
            </Notice>
          )}
          {children}
        </main>
        <SiteFooter />
        <KeyList ofPage={keys} />
        {scripts.map((address) => (
          <template key={address} data-script={address} />
        ))}
      </body>
    </html>
  );
}

/** The keys that work on every page, and on this; `?` opens it. */
function KeyList({ ofPage }: { ofPage: readonly { readonly key: string; readonly does: string }[] }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const keys = [
    ...(association ? [['/', m.keySearch]] : []),
    ['j k', m.keyRows],
    ...ofPage.map(({ key, does }) => [key, does]),
    ['?', m.keyList],
    ['Esc', m.keyClose],
  ];
  return (
    <div id="tasti" class="key-list" popover="auto" role="dialog" aria-labelledby="tasti-titolo">
      <h2 id="tasti-titolo">{m.keys}</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="btn btn-outline-primary btn-sm" popovertarget="tasti" popovertargetaction="hide">
        {m.close}
      </button>
    </div>
  );
}

function Breadcrumb({ title }: { title: string }) {
  const { crumbs, language } = useFrame();
  const m = messages[language];
  if (crumbs.length === 0) return <span />;
  return (
    <nav class="breadcrumb-container" aria-label={m.breadcrumb}>
      <ol class="breadcrumb">
        {crumbs.map((crumb) => (
          <li class="breadcrumb-item" key={crumb.href}>
            <a href={crumb.href}>{crumb.title}</a>
            <span class="separator" aria-hidden="true">
              /
            </span>
          </li>
        ))}
        <li class="breadcrumb-item active" aria-current="page">
          {title}
        </li>
      </ol>
    </nav>
  );
}

function ScopeChip() {
  const { scope, language, entityName } = useFrame();
  const m = messages[language];
  if (!scope) return null;
  const says =
    scope === 'installation'
      ? m.scopeInstallation
      : scope === 'entity' && entityName
        ? m.scopeEntity(entityName)
        : m.scopeAssociation;
  return (
    <p class={`scope-chip scope-${scope}`}>
      <Icon name={scope === 'entity' ? 'user' : 'association'} size="small" /> {says}
    </p>
  );
}
