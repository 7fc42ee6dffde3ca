/** Says to screen readers what changed on the screen without moving the focus. */

export interface LiveRegionProps {
  readonly message: string;
}

export function LiveRegion({ message }: LiveRegionProps) {
  return (
    <div className="lw-visually-hidden" role="status" aria-live="polite">
      {message}
    </div>
  );
}
