/** A choice of one out of two or three that stand side by side. */

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

export interface SegmentsProps<Id extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

export function Segments<Id extends string>({ label, segments, chosen, onChoose }: SegmentsProps<Id>) {
  return (
    <div className="lw-segments" role="group" aria-label={label}>
      {segments.map(({ id, label: text }) => (
        <button
          key={id}
          type="button"
          className="lw-segment"
          aria-pressed={id === chosen}
          onClick={() => {
            onChoose(id);
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
