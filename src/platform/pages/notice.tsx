import type { ComponentChildren } from 'preact';
import type { Refusal } from '../../kernel/result.ts';
import { useFrame, useLanguage } from './frame.ts';
import { Icon, type IconName } from './icon.tsx';
import { messages } from './messages.ts';
import { sourceHref } from './source-link.tsx';

type Tone = 'info' | 'success' | 'warning' | 'error';
const icons: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'error',
};

/**
 * A boxed message. `alert` announces it at once (after an act); otherwise it is read where it stands.
 */
export function Notice({
  tone = 'info',
  title,
  alert,
  children,
}: {
  tone?: Tone;
  title?: string;
  alert?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${tone}`} role={alert ? (tone === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={icons[tone]} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Why the answer is no: the sentence, the article it comes from where there is one, what to do and where. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const language = useLanguage();
  const { association } = useFrame();
  const m = messages[language];
  const href = refusal.source && sourceHref(refusal.source, association);
  return (
    <Notice tone="error" title={refusal.says[language]} alert>
      {refusal.source?.article && (
        <p>
          {m.article}: {href ? <a href={href}>{refusal.source.article}</a> : refusal.source.article}
        </p>
      )}
      {refusal.remedy && (
        <p>
          <strong>{m.remedy}:</strong> {refusal.remedy[language]}
        </p>
      )}
      {refusal.at && association && (
        <p>
          <a href={`/${association.id}${refusal.at.path}`}>{refusal.at.title[language]}</a>
        </p>
      )}
    </Notice>
  );
}
