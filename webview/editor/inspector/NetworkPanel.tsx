/** The network in the inspector: its name and everything that its training is set to. */
import { useState } from 'react';
import { Form } from '../../ui/Form';
import { TextField } from '../../ui/TextField';
import type { EditIntent } from '../gestures/fromFlow';
import { GeneralProblems } from './GeneralProblems';
import { networkNameIntent, optimizerIntent, trainingIntent } from './inspectorIntents';
import { folderProblem, IDX_FOLDER, type NetworkInspection, type TrainingField } from './networkInspection';
import { ParameterField, type FieldContext } from './ParameterField';
import { formatValue } from './parameterText';

export interface NetworkPanelProps {
  readonly context: FieldContext;
  readonly network: NetworkInspection;
  readonly fileName: string;
  readonly onEdit: (intent: EditIntent) => void;
}

export function NetworkPanel({ context, network, fileName, onEdit }: NetworkPanelProps) {
  const { optimizer } = network;
  const settings = (fields: readonly TrainingField[]) =>
    fields.map((field) => (
      <ParameterField
        key={field.path.join()}
        {...{ context, field }}
        automatic={field.automatic}
        onChange={(value) => {
          onEdit(trainingIntent(field.path, value));
        }}
      />
    ));
  return (
    <>
      <GeneralProblems context={context} problems={network.problems} />
      <Form label="Network">
        <TextField
          label="name"
          description="What the network is called in the panel and in saved weights."
          value={network.name}
          placeholder={fileName}
          warning={network.nameProblems[0]?.message}
          disabled={context.readOnly}
          validate={() => undefined}
          onCommit={(name) => {
            onEdit(networkNameIntent(name));
          }}
        />
      </Form>
      <section className="inspector-section">
        <h3>Data</h3>
        <Form label="Data">
          <DatasetFields {...{ context, network, onEdit }} />
          {settings(network.data)}
        </Form>
      </section>
      <section className="inspector-section">
        <h3>Training</h3>
        <Form label="Training">{settings(network.training)}</Form>
      </section>
      <section className="inspector-section">
        <h3>Optimizer</h3>
        <Form label="Optimizer">
          <ParameterField
            context={context}
            field={optimizer}
            onChange={(type) => {
              onEdit(optimizerIntent(formatValue(type ?? optimizer.fallback)));
            }}
            onReset={() => {
              onEdit(trainingIntent(['optimizer'], undefined));
            }}
          />
          {settings(network.optimizerFields)}
        </Form>
      </section>
    </>
  );
}

function DatasetFields({ context, network, onEdit }: Omit<NetworkPanelProps, 'fileName'>) {
  const { dataset, folder } = network;
  const written = folder.state.kind === 'written';
  // Nothing is written before the folder is known: the file would be wrong in between.
  const [awaitsFolder, setAwaitsFolder] = useState(false);
  const state = awaitsFolder ? ({ kind: 'written', value: IDX_FOLDER } as const) : dataset.state;
  return (
    <>
      <ParameterField
        context={context}
        field={{ ...dataset, state, resettable: dataset.resettable || awaitsFolder }}
        automatic="automatic"
        onChange={(value) => {
          setAwaitsFolder(value === IDX_FOLDER && !written);
          if (value !== IDX_FOLDER) onEdit(trainingIntent(['dataset'], value));
        }}
      />
      {(written || awaitsFolder) && (
        <TextField
          label="folder"
          description={folder.definition.description}
          value={folder.state.kind === 'written' ? formatValue(folder.state.value) : ''}
          placeholder="data/letters"
          error={folder.problems[0]?.message}
          disabled={context.readOnly}
          validate={folderProblem}
          onCommit={(path) => {
            setAwaitsFolder(false);
            onEdit(trainingIntent(['dataset'], { idx: path.trim() }));
          }}
        />
      )}
    </>
  );
}
