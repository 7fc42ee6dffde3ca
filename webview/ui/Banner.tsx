/** A sentence across the width of a view that the user should not miss, with what there is to do about it. */
import { Button, type ButtonProps } from './Button';
import { Icon } from './Icon';

export type BannerAction = Pick<ButtonProps, 'label' | 'onClick' | 'appearance'>;

export interface BannerProps {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly actions?: readonly BannerAction[];
  /** Takes it away, once it has been read. */
  readonly onClose?: () => void;
}

const ICONS = { error: 'error', warning: 'warning', information: 'info' } as const;

export function Banner({ severity, text, actions = [], onClose }: BannerProps) {
  return (
    <div className={`lw-banner lw-banner-${severity}`} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon name={ICONS[severity]} />
      <span className="lw-banner-text">{text}</span>
      {actions.length > 0 && (
        <div className="lw-banner-actions">
          {actions.map((action) => (
            <Button key={action.label} {...action} />
          ))}
        </div>
      )}
      {onClose !== undefined && <Button appearance="icon" icon="close" label="Close" onClick={onClose} />}
    </div>
  );
}
