/** Which parts of the page are open, and what the canvas remembers while it is hidden; none of it is part of the file. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Viewport } from 'reactflow';
import type { VscodeApi } from '../vscodeApi';

export interface Panels {
  readonly palette: boolean;
  readonly inspector: boolean;
  readonly probe: boolean;
  readonly minimap: boolean;
  readonly snapToGrid: boolean;
}

/** What a canvas remembers while it is hidden. */
export interface CanvasMemory extends Partial<Panels> {
  readonly viewport?: Viewport;
}

/** Narrower than this, in pixels, the panels would leave the canvas too little room. */
const ROOM_FOR_INSPECTOR = 640;
const ROOM_FOR_PALETTE = 900;
/** For the inspector and the probe, one beside the other; alone, the probe has room where the inspector has. */
const ROOM_FOR_BOTH = 960;

/** The panels for which the page is wide enough now. */
function panelsWithRoom(): Pick<Panels, 'palette' | 'inspector'> {
  return {
    palette: window.innerWidth >= ROOM_FOR_PALETTE,
    inspector: window.innerWidth >= ROOM_FOR_INSPECTOR,
  };
}

/** As it was left, but for panels that there is no room for now. */
function remembered({ remembered: memory = {} }: VscodeApi<CanvasMemory>): Panels {
  const { palette, inspector } = panelsWithRoom();
  return withoutCrowd({
    minimap: memory.minimap !== false,
    snapToGrid: memory.snapToGrid !== false,
    palette: palette && memory.palette !== false,
    inspector: inspector && memory.inspector !== false,
    probe: inspector && memory.probe === true,
  });
}

/** Where only one of them has room, the inspector gives way to the probe. */
function withoutCrowd(open: Panels): Panels {
  return open.probe && open.inspector && window.innerWidth < ROOM_FOR_BOTH
    ? { ...open, inspector: false }
    : open;
}

/** What is asked for is there, at the cost of what lies in its place. */
function withPanel(open: Panels, panel: keyof Panels, isOpen: boolean): Panels {
  const next = { ...open, [panel]: isOpen };
  const held = withoutCrowd(next);
  return panel === 'inspector' && held !== next ? { ...next, probe: false } : held;
}

export interface PanelState {
  readonly panels: Panels;
  readonly setPanel: (panel: keyof Panels, open: boolean) => void;
  readonly rememberViewport: (viewport: Viewport) => void;
}

export function usePanels(vscode: VscodeApi<CanvasMemory>): PanelState {
  const [panels, setPanels] = useState<Panels>(() => remembered(vscode));
  const viewport = useRef(vscode.remembered?.viewport);
  const remember = useCallback(
    (open: Panels) => {
      vscode.remember({ ...open, ...(viewport.current === undefined ? {} : { viewport: viewport.current }) });
    },
    [vscode],
  );
  useEffect(() => {
    remember(panels);
  }, [panels, remember]);
  useEffect(() => {
    // A page that has become narrow, e.g. beside the text, keeps its canvas; one that is wide again has its panels back.
    let before = panelsWithRoom();
    const onResize = (): void => {
      const now = panelsWithRoom();
      const changed = now.palette !== before.palette || now.inspector !== before.inspector;
      setPanels((open) =>
        withoutCrowd(changed ? { ...open, ...now, probe: open.probe && now.inspector } : open),
      );
      before = now;
    };
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('resize', onResize);
    };
  }, []);
  const setPanel = useCallback((panel: keyof Panels, open: boolean) => {
    setPanels((before) => withPanel(before, panel, open));
  }, []);
  const rememberViewport = useCallback(
    (moved: Viewport) => {
      viewport.current = moved;
      remember(panels);
    },
    [panels, remember],
  );
  return { panels, setPanel, rememberViewport };
}
