/** Says to screen readers what changed on the screen without moving the focus. */

export interface LiveRegionProps {
  readonly message: string;
  /** Another number says the message again, even where it is the same. */
  readonly number?: number;
}

export function LiveRegion({ message, number = 0 }: LiveRegionProps) {
  return (
    <div className="lw-visually-hidden" role="status" aria-live="polite">
      {/* Only what is put into the region anew is read out: with the same text it must be another element. */}
      <span key={number}>{message}</span>
    </div>
  );
}
