/** A short word or number in a pill; the tone is never the only carrier of meaning. */
import { Icon } from './Icon';

export interface BadgeProps {
  readonly text: string;
  readonly tone?: 'neutral' | 'error' | 'warning' | 'information' | 'success';
  readonly icon?: string | undefined;
  readonly tooltip?: string | undefined;
}

export function Badge({ text, tone = 'neutral', icon, tooltip }: BadgeProps) {
  return (
    <span className={`lw-badge lw-badge-${tone}`} title={tooltip}>
      {icon !== undefined && <Icon name={icon} />}
      {text}
    </span>
  );
}
