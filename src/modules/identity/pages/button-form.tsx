import type { ComponentChildren } from 'preact';
import { useFrame } from '../../../platform/pages/frame.ts';

/** One button that does one thing: a form without fields, or with hidden ones. */
export function ButtonForm({
  action,
  label,
  about,
  tone = 'outline-primary',
  small,
  children,
}: {
  action: string;
  label: string;
  /** Said after the label to those who hear the page, where several buttons are called the same. */
  about?: string;
  tone?: 'outline-primary' | 'outline-danger' | 'primary';
  small?: boolean;
  children?: ComponentChildren;
}) {
  const { csrf } = useFrame();
  return (
    <form class="button-form" method="post" action={action}>
      <input type="hidden" name="_csrf" value={csrf} />
      {children}
      <button type="submit" class={`btn btn-${tone}${small ? ' btn-xs' : ''}`}>
        {label}
        {about && <span class="visually-hidden"> — {about}</span>}
      </button>
    </form>
  );
}
