/**
 * Seen from far away, where no text could be read, cards and wires are drawn as bare shapes: a large network can then be
 * moved as a whole without drawing thousands of words and handles that nobody sees.
 */
import { createContext, type ReactNode } from 'react';
import { useStore } from 'reactflow';

/** Below this zoom the letters of a card are smaller than five pixels. */
const FAR_ZOOM = 0.3;

/** Whether the drawing is seen from far away. */
export const FarContext = createContext(false);

/** Provides the context, from React Flow's view as it is now. */
export function FarView({ children }: { readonly children: ReactNode }) {
  const far = useStore(({ transform: [, , zoom] }) => zoom < FAR_ZOOM);
  return <FarContext.Provider value={far}>{children}</FarContext.Provider>;
}
