/** Several layers in the inspector: what they are together, and the parameters that they are given together. */
import { Form } from '../../ui/Form';
import { parameterIntent, type EditIntent } from '../gestures/fromFlow';
import type { LayersInspection } from './layerInspection';
import { ParameterField, type FieldContext } from './ParameterField';

export interface LayersPanelProps {
  readonly context: FieldContext;
  readonly layers: LayersInspection;
  readonly onEdit: (intent: EditIntent) => void;
}

export function LayersPanel({ context, layers, onEdit }: LayersPanelProps) {
  return (
    <>
      <p className="inspector-about">{layers.types}</p>
      {layers.fields.length > 0 && (
        <Form label="Parameters">
          {layers.fields.map((field) => (
            <ParameterField
              key={field.definition.name}
              {...{ context, field }}
              onChange={(value) => {
                onEdit(parameterIntent(layers.ids, field.definition.name, value));
              }}
            />
          ))}
        </Form>
      )}
      <dl className="inspector-facts">
        <dt>Parameters</dt>
        <dd>{layers.parameterCount}</dd>
      </dl>
    </>
  );
}
