/**
 * A push button: `primary` for the one main action, `secondary` for the rest, `toolbar` for a flat button of a bar,
 * `icon` for a bare glyph.
 */
import { VSCodeButton } from '@vscode/webview-ui-toolkit/react';
import { Icon } from './Icon';

export interface ButtonProps {
  /** Shown on the button; an `icon` button says it to screen readers and in its tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  readonly icon?: string | undefined;
  readonly appearance?: 'primary' | 'secondary' | 'toolbar' | 'icon';
  readonly disabled?: boolean | undefined;
  /** Stays under the keyboard while it is disabled: for a button that is so only for moments. */
  readonly keepsFocus?: boolean;
  readonly tooltip?: string | undefined;
  /** For a button that opens something: whether it is open. */
  readonly expanded?: boolean | undefined;
  /** For a button that switches something on and off: whether it is on. */
  readonly pressed?: boolean | undefined;
}

export function Button({
  label,
  onClick,
  icon,
  appearance = 'secondary',
  disabled = false,
  keepsFocus = false,
  tooltip,
  expanded,
  pressed,
}: ButtonProps) {
  return (
    <VSCodeButton
      appearance={appearance === 'toolbar' ? 'icon' : appearance}
      disabled={disabled && !keepsFocus}
      aria-disabled={disabled && keepsFocus ? true : undefined}
      onClick={disabled ? undefined : onClick}
      aria-label={label}
      title={tooltip ?? (appearance === 'icon' ? label : '')}
      aria-expanded={expanded}
      aria-pressed={pressed}
    >
      {icon !== undefined && <Icon name={icon} slot={appearance === 'icon' ? undefined : 'start'} />}
      {/* No span: the toolkit gives those in a button the size of an icon. */}
      {appearance !== 'icon' && <div className="lw-button-label">{label}</div>}
    </VSCodeButton>
  );
}
