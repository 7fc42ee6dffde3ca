/** A sentence across the width of a view that the user should not miss, with at most one thing to do about it. */
import { Button } from './Button';
import { Icon } from './Icon';

export interface BannerProps {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined;
}

const ICONS = { error: 'error', warning: 'warning', information: 'info' } as const;

export function Banner({ severity, text, action }: BannerProps) {
  return (
    <div className={`lw-banner lw-banner-${severity}`} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon name={ICONS[severity]} />
      <span className="lw-banner-text">{text}</span>
      {action !== undefined && <Button label={action.label} onClick={action.onClick} />}
    </div>
  );
}
