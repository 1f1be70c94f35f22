import { addressOfLanguage } from './address.ts';
import { useFrame } from './frame.ts';
import { Icon } from './icon.tsx';
import { messages } from './messages.ts';

/** Slim header, header and main navigation. The menus are popovers of the browser: they open without JavaScript. */
export function SiteHeader() {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <header class="it-header-wrapper">
      <SlimHeader />
      <div class="it-nav-wrapper">
        <div class="it-header-center-wrapper it-small-header">
          <div class="container">
            <div class="it-header-center-content-wrapper">
              <div class="it-brand-wrapper">
                <a href={association ? `/${association.id}` : '/'}>
                  <Icon name="comunanza" size="large" />
                  <span class="it-brand-text">
                    <span class="it-brand-title">{association?.name ?? m.product}</span>
                    <span class="it-brand-tagline">{association ? m.product : m.tagline}</span>
                  </span>
                </a>
              </div>
              <ActingPost />
              <SearchBox />
            </div>
          </div>
        </div>
        <MainNavigation />
      </div>
    </header>
  );
}

function SlimHeader() {
  const { language, url, actor, association } = useFrame();
  const m = messages[language];
  return (
    <div class="it-header-slim-wrapper">
      <div class="container">
        <div class="it-header-slim-wrapper-content">
          <a class="navbar-brand" href="/">
            {association ? m.associations : m.product}
          </a>
          <div class="it-header-slim-right-zone">
            <a
              class="slim-link"
              href={addressOfLanguage(m.otherLanguageCode, url)}
              hreflang={m.otherLanguageCode}
              lang={m.otherLanguageCode}
              hx-boost="false"
              rel="nofollow"
            >
              {m.otherLanguage}
            </a>
            {actor.kind === 'person' ? <PersonMenu /> : <SignInLink />}
          </div>
        </div>
      </div>
    </div>
  );
}

function SignInLink() {
  const { url, language } = useFrame();
  const m = messages[language];
  return (
    <a class="btn btn-primary btn-slim" href={`/accedi?torna=${encodeURIComponent(url)}`} hx-boost="false">
      <Icon name="user" size="small" /> {m.signIn}
    </a>
  );
}

function PersonMenu() {
  const { actor, posts, csrf, url, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <button type="button" class="btn btn-primary btn-slim" popovertarget="menu-persona">
        <Icon name="user" size="small" /> <span class="person-name">{actor.name}</span>
        <Icon name="chevron-down" size="small" />
      </button>
      <div id="menu-persona" class="menu" popover="auto">
        {posts.length > 1 && (
          <form method="post" action="/incarico" hx-boost="false">
            <input type="hidden" name="_csrf" value={csrf} />
            <input type="hidden" name="torna" value={url} />
            <p class="menu-title" id="menu-incarichi">
              {m.changePost}
            </p>
            <ul aria-labelledby="menu-incarichi">
              {posts.map((post) => (
                <li key={post.id}>
                  <button
                    type="submit"
                    name="incarico"
                    value={post.id}
                    aria-current={post.current ? 'true' : undefined}
                  >
                    {post.current && <Icon name="check" size="small" />} {post.label}
                  </button>
                </li>
              ))}
            </ul>
          </form>
        )}
        <ul>
          <li>
            <a href="/profilo">{m.account}</a>
          </li>
        </ul>
        <form method="post" action="/esci" hx-boost="false">
          <input type="hidden" name="_csrf" value={csrf} />
          <button type="submit">
            <Icon name="logout" size="small" /> {m.signOut}
          </button>
        </form>
      </div>
    </>
  );
}

function ActingPost() {
  const { actor, posts, association, language } = useFrame();
  const m = messages[language];
  if (actor.kind !== 'person' || !association) return null;
  const current = posts.find((post) => post.current);
  return (
    <p class="acting-post">
      <span class="visually-hidden">{current ? m.actingAs(current.label) : m.noPost}</span>
      <span aria-hidden="true">{current?.label ?? m.noPost}</span>
    </p>
  );
}

/** Looks through everything one may see in the association. `/` leads here. */
function SearchBox() {
  const { association, language } = useFrame();
  const m = messages[language];
  if (!association) return null;
  return (
    <search class="search-box">
      <form method="get" action={`/${association.id}/cerca`}>
        <input type="search" name="q" aria-label={m.search} placeholder={m.search} maxLength={100} data-key-search />
        <button type="submit" aria-label={m.doSearch}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

function MainNavigation() {
  const { navigation, language } = useFrame();
  const m = messages[language];
  if (navigation.length === 0) return null;
  return (
    <div class="it-header-navbar-wrapper">
      <div class="container">
        <nav aria-label={m.mainNavigation}>
          <button type="button" class="nav-toggle" popovertarget="navigazione">
            <Icon name="menu" /> {m.menu}
          </button>
          <ul id="navigazione" class="main-nav" popover="auto">
            {navigation.map((link) => (
              <li key={link.href}>
                <a href={link.href} aria-current={link.current ? (link.within ? 'true' : 'page') : undefined}>
                  {link.title}
                </a>
                {link.current && link.within && (
                  <ul class="nav-within">
                    {link.within.map((page) => (
                      <li key={page.href}>
                        <a href={page.href} aria-current={page.current ? 'page' : undefined}>
                          {page.title}
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  );
}
