import { useFrame } from './frame.ts';

/** The icons of the trimmed sprite; a new one is added in `assets/icons.json`. */
export type IconName =
  | 'user'
  | 'chevron-down'
  | 'chevron-right'
  | 'arrow-right'
  | 'check'
  | 'close'
  | 'download'
  | 'error'
  | 'external'
  | 'info'
  | 'logout'
  | 'menu'
  | 'plus'
  | 'search'
  | 'success'
  | 'upload'
  | 'warning'
  | 'calendar'
  | 'print'
  | 'file'
  | 'association'
  | 'comunanza';

/** A decorative icon: the words beside it say what it means. */
export function Icon({ name, size = 'normal' }: { name: IconName; size?: 'small' | 'normal' | 'large' }) {
  const { asset } = useFrame();
  return (
    <svg class={`icon icon-${size}`} aria-hidden="true" focusable="false">
      <use href={`${asset('icons.svg')}#${name}`} />
    </svg>
  );
}
