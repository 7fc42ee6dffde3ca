/** A short word or number in a pill; the tone is never the only carrier of meaning. */
import { Icon } from './Icon';

export interface BadgeProps {
  readonly text: string;
  readonly tone: 'error' | 'warning' | 'information' | 'success';
  readonly icon: string | undefined;
}

export function Badge({ text, tone, icon }: BadgeProps) {
  return (
    <span className={`lw-badge lw-badge-${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {text}
    </span>
  );
}
