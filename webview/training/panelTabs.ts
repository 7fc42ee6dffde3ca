/** The views of a run, of which the panel shows one. */

export const PANEL_TABS = ['curves', 'epochs', 'mistakes', 'layers'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** Whether what the page remembered is one of them. */
export function isPanelTab(value: unknown): value is PanelTab {
  return PANEL_TABS.some((tab) => tab === value);
}
