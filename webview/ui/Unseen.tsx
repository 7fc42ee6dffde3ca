/** Words for screen readers alone, where eyes see from the place or the shape of things what is meant. */

export interface UnseenProps {
  readonly text: string;
}

export function Unseen({ text }: UnseenProps) {
  return <span className="lw-visually-hidden">{text}</span>;
}
