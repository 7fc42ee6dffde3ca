/**
 * What of a weight can be looked at: its value, or how it changes.
 */

export const WEIGHT_QUANTITIES = ['weights', 'lastUpdate', 'gradient', 'sinceStart'] as const;
/**
 * - `weights`: w;
 * - `lastUpdate`: Δw, the weight after the last step minus that before it;
 * - `gradient`: ∂C/∂w of the mini-batch that comes next, averaged over it, with the weights as they are;
 * - `sinceStart`: w minus the weight that the run began with.
 */
export type WeightQuantity = (typeof WEIGHT_QUANTITIES)[number];
