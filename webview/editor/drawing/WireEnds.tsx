/** The arrow head of every wire, coloured by the style sheet. */
export function WireEnds() {
  return (
    <svg className="wire-ends" aria-hidden="true">
      <defs>
        <marker
          id="wire-end"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M 0.5 0.5 L 7 4 L 0.5 7.5 Z" />
        </marker>
      </defs>
    </svg>
  );
}
