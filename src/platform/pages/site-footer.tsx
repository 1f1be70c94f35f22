import { useFrame } from './frame.ts';
import { messages } from './messages.ts';

export function SiteFooter() {
  const { language, association } = useFrame();
  const m = messages[language];
  return (
    <footer class="it-footer" id="piede" tabIndex={-1}>
      <div class="it-footer-main">
        <div class="container">
          <p class="footer-brand">{association?.name ?? m.product}</p>
          <ul class="footer-links">
            <li>
              <a href="/accessibilita">{m.accessibility}</a>
            </li>
            <li>
              <a href="/segnala">{m.feedback}</a>
            </li>
            <li>
              <a href="/note-legali">{m.legalNotes}</a>
            </li>
            <li>
              <a href="/api">{m.api}</a>
            </li>
          </ul>
          <p class="footer-small">
            {m.product} · {m.sourceCode}
          </p>
        </div>
      </div>
    </footer>
  );
}
