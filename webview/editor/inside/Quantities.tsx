/** The toggles of what of the weights is shown. */
import { WEIGHT_QUANTITIES, type WeightQuantity } from '../../../src/core/inspection/quantity';
import { QUANTITY_LABELS } from './insideTexts';

export interface QuantitiesProps {
  readonly quantity: WeightQuantity;
  readonly onShow: (quantity: WeightQuantity) => void;
}

export function Quantities({ quantity, onShow }: QuantitiesProps) {
  return (
    <div className="inside-quantities" role="group" aria-label="What is shown">
      {WEIGHT_QUANTITIES.map((each) => (
        <button
          key={each}
          type="button"
          className="inside-quantity"
          aria-pressed={each === quantity}
          onClick={() => {
            if (each !== quantity) onShow(each);
          }}
        >
          {QUANTITY_LABELS[each]}
        </button>
      ))}
    </div>
  );
}
