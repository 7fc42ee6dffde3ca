/** What of the layer is shown: a tensor, a quantity, a moment, and what is taken away. */
import type { InspectedMoment } from '../../src/protocol/inspectedMoment';
import type { TableRequest, TableTensor, WeightsSubject } from '../../src/protocol/weights';
import { Quantities } from '../editor/inside/Quantities';
import { Dropdown } from '../ui/Dropdown';
import { Form } from '../ui/Form';
import { minusOptions, momentOf, momentOptions, momentValue, withMinus, withQuantity } from './tableChoice';

export interface TableChoicesProps {
  readonly subject: WeightsSubject;
  readonly moment: InspectedMoment | null;
  readonly choice: TableRequest;
  readonly onChoice: (choice: TableRequest) => void;
}

const ROLE_LABELS: Readonly<Record<TableTensor['role'], string>> = {
  kernel: 'Kernel',
  bias: 'Bias',
  gamma: 'Gamma',
  beta: 'Beta',
  movingMean: 'Moving mean',
  movingVariance: 'Moving variance',
};

export function TableChoices({ subject, moment, choice, onChoice }: TableChoicesProps) {
  const { tensors, checkpoints } = subject;
  return (
    <div className="choices">
      <div className="inside-quantities" role="group" aria-label="Tensor">
        {tensors.map(({ name, role }) => (
          <button
            key={name}
            type="button"
            className="inside-quantity"
            aria-pressed={name === choice.tensor}
            onClick={() => {
              onChoice({ ...choice, tensor: name });
            }}
          >
            {ROLE_LABELS[role]}
          </button>
        ))}
      </div>
      <Quantities
        quantity={choice.quantity}
        onShow={(quantity) => {
          onChoice(withQuantity(choice, quantity));
        }}
      />
      <Form label="Moment">
        <Dropdown
          label="Moment"
          description="The numbers of this moment are shown: the one that the network's run is at, or a checkpoint."
          value={momentValue(choice.at)}
          options={momentOptions(checkpoints, moment)}
          onChange={(value) => {
            const at = momentOf(value);
            if (at !== 'none') onChoice({ ...choice, at });
          }}
        />
        <Dropdown
          label="Minus"
          description="Takes the weights of another moment away, so that you see what has changed between the two."
          value={momentValue(choice.minus)}
          options={minusOptions(checkpoints, moment)}
          onChange={(value) => {
            onChoice(withMinus(choice, momentOf(value)));
          }}
        />
      </Form>
    </div>
  );
}
