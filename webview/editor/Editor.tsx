/**
 * The whole page: toolbar, palette, canvas, inspector and problems around one open file.
 */
import { useContext, useEffect, useMemo, useReducer, useRef, useState, type Dispatch } from 'react';
import { flushSync } from 'react-dom';
import { ReactFlowProvider } from 'reactflow';
import { isBlank } from '../../src/core/file/newNetwork';
import type { LayerId } from '../../src/core/graph/graph';
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import type { CanvasCommand } from '../../src/protocol/editor';
import type { VscodeApi } from '../vscodeApi';
import { LiveRegion } from '../ui/LiveRegion';
import { Spinner } from '../ui/Spinner';
import { Refusal, TornBanner } from './Banners';
import { Canvas } from './drawing/Canvas';
import { performCommand } from './gestures/canvasCommands';
import {
  EMPTY_CANVAS,
  reduceCanvas,
  type CanvasAction,
  type CanvasState,
  type OpenFile,
} from './drawing/canvasState';
import { BlankHint, EmptyHint, UnreadableHint } from './EmptyHint';
import { FarView } from './drawing/farView';
import { renameIntent } from './gestures/fromFlow';
import type { HostConnection } from './host/hostConnection';
import { useCommands, useFocusReport, useSharedSelection } from './host/hostLinks';
import { flowEdgeId, flowNodeId } from './drawing/flowIds';
import { Inside } from './inside/Inside';
import { NOWHERE, windowSize } from './inside/hoverPlace';
import { InsideContext } from './inside/insideStore';
import type { Subject } from './inside/subject';
import { Inspector } from './inspector/Inspector';
import { addLayerIntent, type NewLayerPlace } from './gestures/newLayer';
import { Palette } from './Palette';
import { OpenPick, type Picker } from './OpenPick';
import { LightRoom } from './probe/LightRoom';
import { ProbeDesk } from './probe/probeDesk';
import { ProbePanel } from './probe/ProbePanel';
import { ProbeContext } from './probe/probeStore';
import { UnitSurvey } from './probe/unitSurvey';
import { ProblemList } from './ProblemList';
import { Toolbar } from './Toolbar';
import { drawnPositions } from './drawing/toFlow';
import { TrainingContext } from './trainingView';
import { useClipboard } from './gestures/useClipboard';
import { useEditing } from './gestures/useEditing';
import { useKeptFocus } from './useKeptFocus';
import { usePanels, type CanvasMemory } from './usePanels';
import { usePointer } from './gestures/usePointer';
import { useStable } from './useStable';
import { useStores } from './useStores';
import { useZoom } from './drawing/viewportHooks';
import { sizeFigures } from './wording';

export interface EditorProps {
  readonly host: HostConnection;
  readonly vscode: VscodeApi<CanvasMemory>;
}

export function Editor({ host, vscode }: EditorProps) {
  const [state, dispatch] = useReducer(reduceCanvas, EMPTY_CANVAS);
  const { training, inside, probe } = useStores(host);
  useEffect(
    () =>
      host.onFile((file) => {
        // At once, so that React Flow passes the new cards on in the same task and not a frame later. In a task of its
        // own, because the first file may come while React is at work.
        queueMicrotask(() => {
          flushSync(() => {
            dispatch({ type: 'fileShown', file });
          });
        });
      }),
    [host],
  );
  if (state.file === undefined) {
    return (
      <div className="loading">
        <Spinner label="Opening the network…" />
      </div>
    );
  }
  return (
    <ReactFlowProvider>
      <FarView>
        <TrainingContext.Provider value={training}>
          <InsideContext.Provider value={inside}>
            <ProbeContext.Provider value={probe}>
              <OpenEditor file={state.file} {...{ host, vscode, state, dispatch }} />
            </ProbeContext.Provider>
          </InsideContext.Provider>
        </TrainingContext.Provider>
      </FarView>
    </ReactFlowProvider>
  );
}

interface OpenEditorProps extends EditorProps {
  readonly file: OpenFile;
  readonly state: CanvasState;
  readonly dispatch: Dispatch<CanvasAction>;
}

function OpenEditor({ file, host, vscode, state, dispatch }: OpenEditorProps) {
  const { edit, fix, attempt, refused, setRefused, announcement } = useEditing(host, dispatch);
  const { panels, setPanel, rememberViewport } = usePanels(vscode);
  const [picker, setPicker] = useState<Picker | undefined>(undefined);
  const [renaming, setRenaming] = useState<LayerId | undefined>(undefined);
  const [problemsOpen, setProblemsOpen] = useState(false);
  const paletteField = useRef<HTMLInputElement>(null);
  const zoom = useZoom();
  const inside = useContext(InsideContext);
  const pointer = usePointer();
  const probe = useContext(ProbeContext);
  const [desk] = useState(() => new ProbeDesk(probe, host.inside.findExample));
  useEffect(() => host.onMoment(desk.follow), [host, desk]);
  const [survey] = useState(() => new UnitSurvey(host.inside.readUnits));

  const { checked } = file;
  const { graph } = checked.file;
  const { torn, nodes, edges } = state;
  const readOnly = torn !== undefined;
  const blank = torn !== undefined && torn === state.file && isBlank(torn.checked.file.text);
  const selectedLayers = useMemo(
    () => nodes.filter(({ selected }) => selected === true).map(({ data }) => data.layerId),
    [nodes],
  );
  const selectedWires = useMemo(
    () => edges.flatMap(({ selected, data }) => (selected === true && data !== undefined ? [data] : [])),
    [edges],
  );
  const drawn = drawnPositions(nodes);
  const figures = useMemo(() => sizeFigures(checked), [checked]);
  const onlyLayer = selectedLayers.length === 1 ? selectedLayers[0] : undefined;

  const selection = JSON.stringify(selectedLayers);
  useEffect(() => {
    // Whoever goes on, here or in the text, has read why something was refused.
    setRefused(undefined);
  }, [checked, readOnly, selection, setRefused]);

  const select = (ids: readonly LayerId[]): void => {
    dispatch({ type: 'layersSelected', ids, focus: true });
  };
  const addLayer = useStable((type: LayerType, place: NewLayerPlace): void => {
    if (!readOnly) void edit(addLayerIntent(type, place, drawn));
  });
  const openProbe = (): void => {
    setPanel('probe', true);
    // It may only now be drawn.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.probe [aria-pressed="true"]')?.focus());
  };
  const show = (what: 'palette' | 'connect' | 'find'): void => {
    if (what === 'find') setPicker({ kind: 'find' });
    else if (what === 'connect' && onlyLayer !== undefined) setPicker({ kind: 'connect', from: onlyLayer });
    else if (what === 'palette') {
      setPanel('palette', true);
      // It may only now be drawn.
      requestAnimationFrame(() => paletteField.current?.focus());
    }
  };
  const target = {
    file,
    readOnly,
    selectedLayers,
    selectedWires,
    drawn,
    edit: (intent) => void edit(intent),
    select: (ids) => {
      dispatch({ type: 'selectionSet', ids });
    },
    refuse: setRefused,
    show,
    rename: setRenaming,
    lookInside: (subject) => {
      inside.pin(subject, drawingOf(subject)?.getBoundingClientRect() ?? NOWHERE, windowSize());
    },
    toggle: (what) => {
      if (what === 'probe' && !panels.probe) openProbe();
      else setPanel(what, !panels[what]);
    },
    surveyUnits: () => {
      openProbe();
      survey.run();
    },
    zoom,
    writeClipboard: (text) => navigator.clipboard.writeText(text),
    readClipboard: () => navigator.clipboard.readText(),
    pasteAt: pointer.place,
  } satisfies Parameters<typeof performCommand>[1];
  const perform = useStable((command: CanvasCommand) => {
    performCommand(command, target);
  });
  useCommands(host, perform);
  useClipboard(target);
  useKeptFocus(nodes);
  useSharedSelection(host, selectedLayers, dispatch);
  useFocusReport(host, selectedLayers.length, selectedWires.length);

  const rename = (from: LayerId, to: string): void => {
    void edit(renameIntent(from, to)).then(() => {
      select([to]);
    });
  };
  const openText = (problem: Diagnostic | undefined): void => {
    attempt(host.openText(problem?.range));
  };
  const fixProblem = (problem: Diagnostic, title: string): void => {
    fix(torn ?? file, problem, title);
  };

  return (
    <div
      className="editor"
      onPointerMove={(event) => {
        pointer.onPointerMove(event);
        inside.stir();
      }}
    >
      <Toolbar
        title={graph.name ?? file.document.fileName}
        readOnly={readOnly}
        selectedLayers={selectedLayers.length}
        selectedWires={selectedWires.length}
        canTrain={!readOnly && checked.network !== undefined}
        panels={panels}
        onCommand={perform}
        onToggleInspector={() => {
          setPanel('inspector', !panels.inspector);
        }}
        onRunCommand={(command) => {
          attempt(host.runCommand(command));
        }}
      />
      {torn !== undefined && !blank && (
        <TornBanner torn={torn} showsLastGood={torn !== state.file} onGoToError={openText} />
      )}
      <main className="stage">
        {panels.palette && (
          <Palette
            hasInput={[...graph.nodes.values()].some(({ type }) => type === 'Input')}
            fieldRef={paletteField}
            onPick={(type) => {
              addLayer(type, { kind: 'behind', layers: selectedLayers });
            }}
            onEscape={() => {
              const card = ['.react-flow__node.selected', '.react-flow__node']
                .map((which) => document.querySelector<HTMLElement>(which))
                .find((found) => found !== null);
              card?.focus();
            }}
          />
        )}
        <div className="stage-canvas">
          {refused !== undefined && (
            <Refusal
              reason={refused}
              onDismiss={() => {
                setRefused(undefined);
              }}
            />
          )}
          <LightRoom on={panels.probe} cards={drawn}>
            <Canvas
              {...{ file, state, dispatch, readOnly, selectedLayers, renaming }}
              selectedWires={selectedWires.length}
              snapToGrid={panels.snapToGrid}
              minimap={panels.minimap}
              viewport={vscode.remembered?.viewport}
              onViewport={rememberViewport}
              onEdit={edit}
              onAdd={addLayer}
              onDelete={() => {
                perform('delete');
              }}
              onRenaming={setRenaming}
              onRename={rename}
              onRefused={setRefused}
            />
          </LightRoom>
          {blank ? (
            <BlankHint
              onStart={() => {
                attempt(host.startNetwork());
              }}
            />
          ) : (
            graph.nodes.size === 0 &&
            (readOnly ? (
              <UnreadableHint />
            ) : (
              <EmptyHint
                onAdd={(type) => {
                  addLayer(type, { kind: 'behind', layers: [] });
                }}
              />
            ))
          )}
        </div>
        {panels.probe && !blank && (
          <ProbePanel
            {...{ desk, survey }}
            readAttribution={host.inside.readAttribution}
            input={checked.network?.inputShape}
            onCommand={(command) => {
              attempt(host.runCommand(command));
            }}
            onUnit={(layer, unit) => {
              target.lookInside({ kind: 'unit', layer, unit });
            }}
            onClose={() => {
              setPanel('probe', false);
            }}
          />
        )}
        {panels.inspector && !blank && (
          <Inspector
            {...{ checked, readOnly, selectedLayers, selectedWires }}
            fileName={file.document.fileName}
            onEdit={(intent) => void edit(intent)}
            onFix={fixProblem}
            onSelect={(id) => {
              // The keyboard stays in the inspector.
              dispatch({ type: 'layersSelected', ids: [id], focus: false });
            }}
            onConnect={() => {
              perform('connect');
            }}
            onWire={(kind, wire) => {
              setPicker({ kind, wire });
            }}
            onReveal={(id) => {
              attempt(host.openText(checked.file.locate(['layers', id], true)));
            }}
            onClose={() => {
              setPanel('inspector', false);
            }}
          />
        )}
        <Inside
          nodes={nodes}
          edges={edges}
          host={host.inside}
          onRefused={setRefused}
          onCommand={(command) => {
            attempt(host.runCommand(command));
          }}
          onProbe={openProbe}
          onLeft={(subject) => {
            const left = subject.kind === 'wire' ? null : drawingOf(subject);
            (left ?? document.querySelector<HTMLElement>('.canvas'))?.focus();
          }}
        />
        {picker !== undefined && (
          <OpenPick
            {...{ picker, checked, drawn, select }}
            onEdit={(intent) => void edit(intent)}
            onAdd={addLayer}
            onClose={() => {
              setPicker(undefined);
            }}
          />
        )}
      </main>
      <ProblemList
        checked={(torn ?? file).checked}
        figures={figures}
        open={problemsOpen}
        onToggle={() => {
          setProblemsOpen(!problemsOpen);
        }}
        onPick={(problem) => {
          if (!readOnly && problem.layerId !== undefined && graph.nodes.has(problem.layerId)) {
            select([problem.layerId]);
          } else openText(problem);
        }}
        onFix={fixProblem}
      />
      <LiveRegion message={announcement.text} number={announcement.number} />
    </div>
  );
}

/** The card or wire of a subject in the drawing, while it is drawn. */
function drawingOf(subject: Subject): HTMLElement | null {
  const selector =
    subject.kind === 'wire'
      ? `[data-testid="rf__edge-${flowEdgeId({ ...subject, occurrence: 0 })}"]`
      : `.react-flow__node[data-id="${flowNodeId(subject.layer)}"]`;
  return document.querySelector<HTMLElement>(selector);
}
