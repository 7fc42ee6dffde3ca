/** Says in the middle of a view why there is nothing in it yet. */

export interface EmptyViewProps {
  readonly text: string;
}

export function EmptyView({ text }: EmptyViewProps) {
  return <p className="empty-view">{text}</p>;
}
